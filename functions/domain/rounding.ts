/**
 * `value` to so many decimals, halves up. Never -0: JSON has none, and a figure that was stored must equal the one that
 * was computed.
 */
export const rounded = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals + 0
