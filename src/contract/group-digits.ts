/**
 * A whole number with its digits in groups of three: 57912 -> "57,912". Not by `Intl`, which a browser takes as long to
 * make ready as everything else on the first screen.
 */
export const groupDigits = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
