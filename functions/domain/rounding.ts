/** `value` to `decimals`, halves up. Never -0: JSON has none, and a stored figure must equal the computed one. */
export const rounded = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals + 0
