/** What has to be done now and then while the product runs. */
import type { Bootwatch } from './bootwatch.ts';

/**
 * Each by itself, what frees space first: on a full disk saving fails until there is some.
 * @throws nothing: what fails is told, and tried again the next time.
 */
export async function keepHouse(product: Bootwatch): Promise<void> {
  const { metrics, world } = product;
  await product
    .dropOld()
    .catch((error: unknown) => world.onTrouble('what is past its retention could not be dropped', error));
  await product.saver.save().catch((error: unknown) => {
    metrics.checkpointFailures++;
    world.onTrouble('the state could not be saved', error);
  });
  await product.lookForDamage();
}
