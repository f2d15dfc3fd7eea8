/** Instruments that ask the same for the same purposes under other ids, for the registry and the words of a test. */
import { preMeeting1 } from '../../../functions/domain/instrument/pre-meeting.ts'
import { pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import type { Instrument, Wordings } from '../../../functions/domain/instrument/schema.ts'

/** Applies to the id of an item, a score or an instrument; anything else keeps its name. */
export const otherId = (id: string): string => others.get(id) ?? id

const originals = [preMeeting1, pulse2]
const others = new Map(
  originals
    .flatMap(({ id, items, scores = [] }) => [id, ...items.map(item => item.id), ...scores.map(score => score.id)])
    .map((id, at) => [id, `other-${at}`] as const),
)

const renamed = (instrument: Instrument): Instrument => ({
  ...instrument,
  id: otherId(instrument.id),
  items: instrument.items.map(item => ({ ...item, id: otherId(item.id) })),
  ...(instrument.scores
    ? {
        scores: instrument.scores.map(score => ({
          ...score,
          id: otherId(score.id),
          items: score.items.map(otherId),
        })),
      }
    : {}),
})

export const otherPreMeeting = renamed(preMeeting1)
export const otherPulse = renamed(pulse2)

/** A record keyed by ids, or by ids of records. */
export const underOtherIds = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [otherId(id), value]))

export const withOtherWords = (instruments: Wordings): Wordings => ({
  ...instruments,
  ...Object.fromEntries(originals.map(({ id }) => [otherId(id), underOtherIds(instruments[id] ?? {})])),
})

/** The registry with the other instruments added. */
export const withOthers = <T extends { readonly instruments: readonly Instrument[] }>(registry: T) => {
  const instruments = [...registry.instruments, otherPreMeeting, otherPulse]
  return { ...registry, instruments, findInstrument: (id: string) => instruments.find(one => one.id === id) }
}

/** JSON in which every original id, as a whole string or key, is replaced by its other id. */
export const asOther = (text: string): string =>
  [...others].reduce((all, [id, other]) => all.replaceAll(`"${id}"`, `"${other}"`), text)
