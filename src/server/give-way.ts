/** Reports handled in one go, about 10 ms of work: then others get their turn. */
export const SLICE = 1_000;

/** Lets everything else that is ready have its turn. */
export const giveWay = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
