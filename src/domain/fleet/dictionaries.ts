/** One dictionary per counted label, plus channels and crash signatures. */
import { MAX_BUILDS, MAX_REGIONS, MAX_RINGS, MAX_SECTORS, MAX_SITES } from '#contract/limits.ts';
import { DEVICE_CLASSES } from '#contract/words.ts';
import { Dictionary } from './dictionary.ts';

const MAX_OS = 64;
const MAX_CHANNELS = 64;
const MAX_SIGNATURES = 4096;

export type Dictionaries = ReturnType<typeof createDictionaries>;
export type DictionaryName = keyof Dictionaries;

/** `rings` in rollout order; rings met later come after them. */
export function createDictionaries(rings: readonly string[]) {
  return {
    ring: new Dictionary(MAX_RINGS, rings),
    sector: new Dictionary(MAX_SECTORS),
    region: new Dictionary(MAX_REGIONS),
    site: new Dictionary(MAX_SITES),
    os: new Dictionary(MAX_OS),
    build: new Dictionary(MAX_BUILDS),
    class: new Dictionary(DEVICE_CLASSES.length, DEVICE_CLASSES),
    channel: new Dictionary(MAX_CHANNELS),
    /** Code and module of crashes, a line each. */
    signature: new Dictionary(MAX_SIGNATURES),
  };
}
