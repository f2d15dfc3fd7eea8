import { factorSchema } from '../synthesis/schema.ts'
import type { Instrument } from './schema.ts'

/**
 * Asks what was seen, known and possible at the time, and never about who. Three questions are open, the rest unfold.
 */
export const preMeeting1: Instrument = {
  id: 'pre-meeting-1',
  kind: 'pre-meeting',
  version: 1,
  items: [
    { id: 'saw', kind: 'text', purpose: 'moment', apart: false, open: true },
    { id: 'sense', kind: 'text', purpose: 'reasons', apart: false, open: true },
    { id: 'differently', kind: 'text', purpose: 'condition', apart: false, open: true },
    { id: 'information', kind: 'text', purpose: 'missing-information', apart: false, open: false },
    { id: 'surprised', kind: 'text', purpose: 'surprise', apart: false, open: false },
    { id: 'harder', kind: 'ticks', options: factorSchema.options, open: false },
    { id: 'outside', kind: 'text', purpose: 'vendor', apart: false, open: false },
    { id: 'well', kind: 'text', purpose: 'went-well', apart: false, open: false },
    { id: 'hesitate', kind: 'text', purpose: 'anything', apart: true, open: false },
    { id: 'comfortable', kind: 'scale', purpose: 'comfort', min: 1, max: 5, reversed: false, open: false },
  ],
  source: 'Written for Murmur from the purpose of the review; the 1-5 item is the review-safety item of the pulse.',
  licence: 'Apache-2.0',
  sealedBytes: 16_384,
}
