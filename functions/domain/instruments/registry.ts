import { preMeeting1 } from './pre-meeting.ts'
import type { Instrument } from './schema.ts'

/** Every instrument there ever was: a version is added, never changed. */
export const instruments: readonly Instrument[] = [preMeeting1]

export const findInstrument = (id: string): Instrument | undefined =>
  instruments.find(instrument => instrument.id === id)

export const defaultInstrument = { 'pre-meeting': 'pre-meeting-1' } as const
