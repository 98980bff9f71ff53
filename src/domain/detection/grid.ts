/** The risk ratios evidence is mixed over: fine around 1, coarse up to 16,384. */

const FINE = 25;
const COARSE = 22;
/** log2 of the risk ratios: -3, -2.75, ... 3, then 3.5, 4, ... 14. */
export const LOG2_RATIOS = Float64Array.from({ length: FINE + COARSE }, (_, g) =>
  g < FINE ? -3 + g * 0.25 : 3 + (g - FINE + 1) * 0.5,
);
export const GRID_SIZE = LOG2_RATIOS.length;
/** Ratio 1: fails as often as the comparison. */
export const RATIO_ONE = 12;
/** Ratio 1.19: the bound beside concurrent controls, which absorbs mild confounding. */
export const RATIO_CONCURRENT = 13;
/** Ratio 1.41: the bound where history is the only comparison. */
export const RATIO_HISTORY_ONLY = 14;

export const LN_RATIOS = LOG2_RATIOS.map((log2) => log2 * Math.LN2);
/** Prior of each cell, log-uniform: its width in log2. */
export const CELL_WIDTHS = LOG2_RATIOS.map((_, g) => (g < FINE ? 0.25 : 0.5));

/** For each i0: ln of the prior of cell g among the cells above i0. */
export const LN_PRIORS_ABOVE: readonly Float64Array[] = Array.from({ length: GRID_SIZE }, (_, i0) => {
  const above = CELL_WIDTHS.reduce((sum, width, g) => (g > i0 ? sum + width : sum), 0);
  return CELL_WIDTHS.map((width, g) => (g > i0 ? Math.log(width / above) : Number.NEGATIVE_INFINITY));
});
