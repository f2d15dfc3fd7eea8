import { preMeeting1 } from './pre-meeting.ts'
import { pulse2, pulseInstruments } from './pulse.ts'
import type { Instrument } from './schema.ts'

/** Every instrument there ever was. Versions are added, never changed. */
export const instruments: readonly Instrument[] = [preMeeting1, ...pulseInstruments]

export const findInstrument = (id: string): Instrument | undefined =>
  instruments.find(instrument => instrument.id === id)

export const defaultInstrument = { 'pre-meeting': preMeeting1.id, pulse: pulse2.id } as const
