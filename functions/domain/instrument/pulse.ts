/** The instruments of the pulse. A version that was ever used never changes; a new one is added. */
import type { Instrument, InstrumentItem, InstrumentScore, ScaleItem } from './schema.ts'

const scale = (item: Pick<ScaleItem, 'id' | 'purpose' | 'wording'> & Partial<ScaleItem>): ScaleItem => ({
  kind: 'scale',
  min: 1,
  max: 5,
  reversed: false,
  open: true,
  ...item,
})

/** In the order of Edmondson (1999), Administrative Science Quarterly 44:350-383, appendix; 1, 3, 5 reversed. */
const edmondsonItems = [
  { id: 'mistakes', reversed: true },
  { id: 'problems', reversed: false },
  { id: 'different', reversed: true },
  { id: 'risk', reversed: false },
  { id: 'help', reversed: true },
  { id: 'efforts', reversed: false },
  { id: 'skills', reversed: false },
] as const

const edmondson = (max: 5 | 7): ScaleItem[] =>
  edmondsonItems.map(item => scale({ ...item, purpose: 'team', max, wording: `edmondson/${item.id}` }))

const safety: InstrumentScore = {
  id: 'safety',
  purpose: 'psychological-safety',
  items: edmondsonItems.map(({ id }) => id),
  minAnswered: 5,
}

const comment: InstrumentItem = {
  id: 'comment',
  kind: 'text',
  purpose: 'anything',
  apart: true,
  open: true,
  wording: 'pulse/comment',
}

const edmondsonSource =
  'Edmondson (1999), Administrative Science Quarterly 44(2):350-383, appendix, doi 10.2307/2666999'
const pulseSource = `The review-safety item was written for Murmur; the seven others are by ${edmondsonSource}, who asked them on seven points.`
const edmondsonLicence = 'published for research; cite the source, ask its author before using it commercially'
const pulseLicence = `Review-safety item: Apache-2.0. Edmondson: ${edmondsonLicence}.`

/** A pulse with free text is padded like a pre-meeting ballot. */
const withComment = 16_384
const withoutComment = 2_048

/** Has the earlier wording of the review-safety item. */
export const pulse1: Instrument = {
  id: 'pulse-1',
  kind: 'pulse',
  version: 1,
  items: [
    scale({ id: 'review-safety', purpose: 'comfort', wording: 'review-safety/postmortems' }),
    ...edmondson(5),
    comment,
  ],
  scores: [safety],
  source: pulseSource,
  licence: pulseLicence,
  sealedBytes: withComment,
}

export const pulse2: Instrument = {
  ...pulse1,
  id: 'pulse-2',
  version: 2,
  items: [
    scale({ id: 'review-safety', purpose: 'comfort', wording: 'review-safety/incident-reviews' }),
    ...edmondson(5),
    comment,
  ],
}

/** Only the seven items, on the seven points of their source. */
export const edmondson1: Instrument = {
  id: 'edmondson-1',
  kind: 'pulse',
  version: 1,
  items: edmondson(7),
  scores: [safety],
  source: `${edmondsonSource}.`,
  licence: `${edmondsonLicence.charAt(0).toUpperCase()}${edmondsonLicence.slice(1)}.`,
  sealedBytes: withoutComment,
}

/** Items as DORA asks them; the typology is Westrum's (2004). */
const generativeItems = [
  'sought',
  'messengers',
  'responsibilities',
  'collaboration',
  'failures',
  'ideas',
  'inquiry',
] as const

export const generative1: Instrument = {
  id: 'generative-1',
  kind: 'pulse',
  version: 1,
  items: generativeItems.map(id => scale({ id, purpose: 'team', max: 7, wording: `generative/${id}` })),
  scores: [{ id: 'generative', purpose: 'generative-culture', items: [...generativeItems], minAnswered: 5 }],
  source:
    'DORA, generative organizational culture (dora.dev/capabilities/generative-organizational-culture), after Westrum (2004), Quality and Safety in Health Care 13(suppl 2):ii22-ii27, doi 10.1136/qshc.2003.009522, and Forsgren, Humble and Kim (2018), Accelerate.',
  licence: 'Published by DORA for teams to measure themselves; cite the source.',
  sealedBytes: withoutComment,
}

export const pulseInstruments: readonly Instrument[] = [pulse1, pulse2, edmondson1, generative1]
