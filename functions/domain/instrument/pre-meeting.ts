import { factorSchema } from '../synthesis/schema.ts'
import type { Instrument } from './schema.ts'

/** Questions about what was seen, known and possible at the time, none about who. Three stand open, the rest unfold. */
export const preMeeting1: Instrument = {
  id: 'pre-meeting-1',
  kind: 'pre-meeting',
  version: 1,
  items: [
    { id: 'saw', kind: 'text', open: true },
    { id: 'sense', kind: 'text', open: true },
    { id: 'differently', kind: 'text', open: true },
    { id: 'information', kind: 'text', open: false },
    { id: 'surprised', kind: 'text', open: false },
    { id: 'harder', kind: 'ticks', options: factorSchema.options, open: false },
    { id: 'outside', kind: 'text', open: false },
    { id: 'well', kind: 'text', open: false },
    { id: 'hesitate', kind: 'text', open: false },
    { id: 'comfortable', kind: 'scale', min: 1, max: 5, reversed: false, open: false },
  ],
  source: 'Written for Murmur from the purpose of the review; the 1-5 item is the review-safety item of the pulse.',
  licence: 'Apache-2.0',
  sealedBytes: 16_384,
}
