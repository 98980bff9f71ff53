/** Fewer loops than this may be chance. */
const FEWEST_LOOPS = 3;
const LEAST_SHARE = 1 / 4;

/**
 * Whether devices that are down are said to loop. Silence alone proves no boot loop; but a loop that was seen is proof,
 * and where many are, silent ones beside them take nothing back: they most likely loop too and cannot say so.
 */
export const isLooping = (looping: number, silent: number): boolean =>
  looping >= silent || (looping >= FEWEST_LOOPS && looping >= (looping + silent) * LEAST_SHARE);
