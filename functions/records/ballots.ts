/** Sealed ballots, and the state of the harvest that opens them. */
import * as z from 'zod'
import { kind, keyOf } from './kind.ts'

const until = { retentionDays: 0, until: 'the survey is harvested' } as const

const bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array)

export const ballotSchema = z.object({
  serial: z.string(),
  cohort: z.string(),
  sealed: bytes,
  digest: z.string(),
  /** What the harvest checks it by; absent in surveys whose ballots are not signed. */
  message: bytes.optional(),
  pass: bytes.optional(),
  number: z.int().optional(),
  proof: bytes.optional(),
})

/** `ballots` may put a ballot but not read one. It gets no mark, which would let a writer find their own again. */
export const ballot = kind({
  table: 'ballots',
  name: 'ballot',
  partition: '{survey}',
  sort: '{serial}',
  schema: ballotSchema,
  kept: {
    row: 'ballot',
    holds:
      'sealed answers under a serial, with the pass and signature that they are checked by; no person, time, address or order',
    ...until,
  },
  blind: true,
  unversioned: true,
})

/** Sorts after all ballots, whose serials are hex. */
export const checkpoint = kind({
  table: 'ballots',
  name: 'checkpoint',
  partition: '{survey}',
  sort: 'harvest#{to}',
  schema: z.object({ serial: z.string(), sealed: bytes }),
  kept: { row: 'checkpoint', holds: 'sealed state of an unfinished harvest', ...until },
  blind: true,
})

export const checkpointSerial = (to: string): string => String(keyOf(checkpoint, { survey: '', to })['serial'])
export const checkpointEnd = (serial: string): string => serial.slice(checkpointSerial('').length)
