/** Trials of a minute, counted: what the fleet's state hands to detection. */

/**
 * `boot`: a start; `live`: an activation without one; `return`: a clean switching off. `contact`: a minute in which a
 * device was heard that has survived an update today; too new to be a control, and watched for the fleet alarm only.
 */
export const TRIAL_KINDS = ['boot', 'live', 'return', 'contact'] as const;

/** Devices alike in everything that is compared; codes, `kind` an index into TRIAL_KINDS. */
export interface Leaf {
  readonly kind: number;
  readonly ring: number;
  readonly sector: number;
  readonly build: number;
  readonly region: number;
  readonly class: number;
}

/** Trials of one leaf and change set that are due in one minute. Rows of several shards may simply be added up. */
export interface TrialRow extends Leaf {
  /** Updates whose first boot or activation these trials are, ascending; empty: controls. */
  readonly changeSet: readonly number[];
  /** Trials with a verdict; censored ones are in none of these counts. */
  readonly n: number;
  /** Not healthy by its due time although something was heard since the start. */
  readonly loop: number;
  /** Nothing heard since the start, while another device of its site was heard. */
  readonly darkCleared: number;
  /** The sites of those dark without a living peer: one entry a device. */
  readonly darkSites: readonly number[];
}

/** Every trial due in a minute, over the whole fleet. */
export interface ClosedBlock {
  /** The due minute, in epoch minutes. */
  readonly minute: number;
  readonly rows: readonly TrialRow[];
}
