/** Which figures of two instruments may be read as one series. */
import type { Scale } from './parameters.ts'
import type { Instrument, InstrumentItem, InstrumentScore, ScaleItem } from '../instrument/schema.ts'

export interface Asked {
  readonly instrument: Instrument
  /** The id of an item or a score. */
  readonly item: string
}

/** The agreeing half of a scale is favourable, the other half unfavourable: 4-5 of five points, 5-7 of seven. */
export const bandsOf = ({ min, max }: Pick<ScaleItem, 'min' | 'max'>): Scale => {
  const middle = (min + max) / 2
  return { min, max, favourableFrom: Math.floor(middle) + 1, unfavourableTo: Math.ceil(middle) - 1 }
}

export const scaleItems = (instrument: Instrument): ScaleItem[] =>
  instrument.items.filter(item => item.kind === 'scale')

/** An answer as it counts: higher is better, whatever the sentence says. */
export const scored = ({ min, max, reversed }: ScaleItem, answer: number): number =>
  reversed ? min + max - answer : answer

const itemLine = (item: InstrumentItem | undefined): string | null =>
  item?.kind === 'scale' && item.wording !== undefined
    ? JSON.stringify([item.wording, item.min, item.max, item.reversed])
    : null

const scoreLine = (instrument: Instrument, score: InstrumentScore): string | null => {
  const lines = score.items.map(id => itemLine(instrument.items.find(item => item.id === id)))
  return lines.includes(null) ? null : JSON.stringify(['score', score.minAnswered, ...lines])
}

/** Stays the same as long as exactly the same thing is asked and scored; null if nothing can be compared. */
export const lineOf = ({ instrument, item }: Asked): string | null => {
  const score = instrument.scores?.find(({ id }) => id === item)
  return score ? scoreLine(instrument, score) : itemLine(instrument.items.find(({ id }) => id === item))
}
