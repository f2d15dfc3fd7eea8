import type { Scale } from '../charts/points.tsx'

/** A share, in percent. */
export const shareScale: Scale = {
  from: 0,
  to: 1,
  ticks: [0, 0.25, 0.5, 0.75, 1],
  format: value => String(Math.round(value * 100)),
  unit: '\u00A0%',
}

/** From nothing up to past the largest value, in steps that are easily read. */
export const upTo = (largest: number): Scale => {
  const step = largest <= 2 ? 0.5 : largest <= 5 ? 1 : Math.ceil(largest / 4)
  const to = Math.max(1.5, Math.ceil(largest / step) * step)
  const ticks = Array.from({ length: Math.round(to / step) + 1 }, (_, index) => index * step)
  return { from: 0, to, ticks, format: value => String(Math.round(value * 100) / 100), unit: '' }
}
