/** Numbers that stand for combinations of codes. Codes stay below the limits of the dictionaries. */
import type { Leaf } from './trial-row.ts';

const SECTORS = 128;
const BUILDS = 512;
const REGIONS = 128;
const CLASSES = 8;
const KINDS = 4;

/** Devices that share nights, outages and collectors: region x class x kind. */
export const weatherCell = ({ region, class: cls, kind }: Leaf): number => (region * CLASSES + cls) * KINDS + kind;

/** Sector x build. */
export const sectorBuild = ({ sector, build }: Pick<Leaf, 'sector' | 'build'>): number => sector * BUILDS + build;

export const splitSectorBuild = (key: number): { sector: number; build: number } => ({
  sector: Math.floor(key / BUILDS),
  build: key % BUILDS,
});

/** Devices comparable in everything but their ring. */
export const matchedCell = (leaf: Leaf): number =>
  (sectorBuild(leaf) * REGIONS + leaf.region) * CLASSES * KINDS + leaf.class * KINDS + leaf.kind;

export const leafKey = (leaf: Leaf): number =>
  leaf.ring * SECTORS * BUILDS * REGIONS * CLASSES * KINDS + matchedCell(leaf);
