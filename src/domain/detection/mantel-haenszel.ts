/** Effects over blocks of [nT, xT, nC, xC], each block compared within itself (Mantel & Haenszel 1959). */
export type CountBlock = readonly [nT: number, xT: number, nC: number, xC: number];

/** Risk difference, risk ratio and odds ratio; NaN or Infinity where no block can tell. */
export function mantelHaenszel(blocks: readonly CountBlock[]): { rd: number; rr: number; or: number } {
  const sum = (term: (block: CountBlock) => number) =>
    blocks.reduce((total, block) => total + term(block) / (block[0] + block[2]), 0);
  return {
    rd: sum(([nT, xT, nC, xC]) => xT * nC - xC * nT) / sum(([nT, , nC]) => nT * nC),
    rr: sum(([, xT, nC]) => xT * nC) / sum(([nT, , , xC]) => xC * nT),
    or: sum(([, xT, nC, xC]) => xT * (nC - xC)) / sum(([nT, xT, , xC]) => xC * (nT - xT)),
  };
}
