import { memo } from 'react';
import type { InventoryGaps } from '#contract/snapshot.ts';
import { sayGaps, sayInventory } from './say-inventory.ts';

/** How complete the inventory is: a quiet line, and behind it what its gaps lead to. */
export const InventoryLine = memo(function InventoryLine({ gaps }: { gaps: InventoryGaps }) {
  return (
    <section className="inventory data" aria-label="Inventory">
      <details>
        <summary>{sayInventory(gaps)}</summary>
        <ul>
          {sayGaps(gaps).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </details>
    </section>
  );
});
