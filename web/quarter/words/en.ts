/** English: the quarter in three sentences. */
import { leastCoverage } from '../../../functions/domain/incident/known.ts'
import { lookBackMonths } from '../../../functions/domain/incident/recurrence.ts'
import type { Told } from '../../../functions/domain/trends/three.ts'
import type { FrameWords } from '../../kit/words/reading-en.ts'
import { count } from '../../kit/words/count.ts'

const frame: FrameWords = {
  page: 'At a glance',
  title: 'The quarter in three sentences',
  lead: 'For leadership and facilitators: is it safer to speak, is the organisation learning, and what is asked of you.',
  noGroupTitle: 'Your account does not read the quarter yet',
}

const percent = (share: number): string => `${Math.round(share * 100)}\u00A0%`
const points = (share: number): string => String(Math.abs(Math.round(share * 100)))
const signed = (share: number): string => `${share < 0 ? '\u2212' : ''}${points(share)}`
const bound = { exact: '', atLeast: 'at least ', atMost: 'at most ' } as const

/** `than` is the quarter compared with. */
const change = (by: number, lo: number, hi: number, than: string): string =>
  `${by < 0 ? 'Down' : 'Up'} ${points(by)} ${points(by) === '1' ? 'point' : 'points'} since ${than} (95\u00A0% interval ${signed(lo)} to ${signed(hi)}).`

const open = (lo: number, hi: number, than: string): string =>
  `Since ${than} it may have gone either way: between ${signed(lo)} and ${signed(hi)} points (95\u00A0% interval).`

export const words = {
  frame,
  percent,
  title: (quarter: string): string => `The quarter in three sentences, ${quarter}`,
  about: (quarter: string, invited: number | null, answered: number | null): string =>
    [
      quarter,
      'whole organisation',
      ...(invited === null || answered === null ? [] : [`${answered} of ${invited} answered`]),
    ].join(' · '),
  quarter: 'Quarter',
  print: 'Print',
  figures: 'The figures',
  interval: (lo: number, hi: number): string => `${Math.round(lo * 100)} to ${percent(hi)}`,
  of: (some: number, all: number): string => `${some} of ${all}`,
  columns: { quarter: 'Quarter', interval: '95\u00A0%' },
  none: {
    title: 'Nothing is known of any quarter yet',
    lead: 'After the first pulse, or the first quarter with incidents in it, three sentences stand here: whether it is safer to speak, whether the organisation learns, and what is asked of you.',
  },
  safety: {
    heading: (than: string | null): string =>
      than === null ? 'Is it safe to speak?' : `Is it safer to speak than in ${than}?`,
    verdicts: { yes: 'Yes.', no: 'No.', open: 'Not yet to be seen.', first: 'The first figure.' },
    said: (kind: keyof typeof bound, now: number, before: number | null): string =>
      `${bound[kind]}${percent(now)} agree${before === null ? '' : `; then it was ${percent(before)}`}.`.replace(
        /^at/,
        'At',
      ),
    asked: (question: string): string => `“${question}”`,
    change,
    open,
    first: 'A change can be seen from the next pulse on.',
    silent: (share: number): string => `Were all who kept silent at the worst end, it would be ${percent(share)}.`,
    more: 'All questions and groups',
    column: 'Agree',
    answered: 'Answered',
    chart: (from: string, to: string): string =>
      `Share who agree, from ${from} to ${to}; the figures are in the table below.`,
  },
  learning: {
    heading: (than: string | null): string =>
      than === null ? 'Is the organisation learning?' : `Does a smaller share of incidents come back than in ${than}?`,
    verdicts: { yes: 'Yes.', no: 'No, a larger one.', open: 'Not yet to be seen.', first: 'The first figure.' },
    said: (now: number): string => `${percent(now)} of incidents were of a kind seen before.`,
    rests: (of: number, among: number): string =>
      `${of} of ${count(among, 'incident', 'incidents')} of its last 90 days, looking back ${lookBackMonths} months.`,
    change,
    open,
    first: 'A change can be seen once an earlier quarter has a figure as well.',
    partly: (known: number, all: number): string =>
      `The kind of ${known} of ${all} is written down; of the others nothing is told.`,
    more: 'The incidents behind it',
    column: 'Came back',
    counted: 'Incidents of a known kind',
    chart: (from: string, to: string): string =>
      `Share of incidents of a kind seen before, among those whose kind is known, from ${from} to ${to}; the figures are in the table below.`,
  },
  why: {
    'no-pulse': 'Nobody was asked in this quarter.',
    'too-few': 'Too few answered to say.',
    'no-incident': 'No incident began in its last 90 days.',
    'not-classified': `Not to be said: the kind of fewer than ${percent(leastCoverage)} of incidents is written down.`,
  } satisfies Record<NonNullable<Told['why']>, string>,
  asked: {
    heading: 'What is asked of you',
    still: (still: number): string =>
      still === 1 ? 'Make room for one action that stands still.' : `Make room for ${still} actions that stand still.`,
    moving: (open: number): string =>
      open === 1
        ? 'Nothing by these figures: the one open action moves.'
        : `Nothing by these figures: all ${open} open actions move.`,
    noneOpen: 'Nothing by these figures: no action is open.',
    unknown: 'Nothing is recorded of actions yet.',
    bars: { moving: 'Moving', still: 'Still, over 90 days' },
    lead: 'Ask what stands in the way, rather than who. Nobody is asked what they answered.',
    words: 'Read what people wrote',
    actions: 'The actions behind it',
    write: 'Write the ask',
    writtenBy: (name: string): string =>
      name === '' ? 'Asked by the facilitators.' : `Asked by ${name}, facilitator.`,
  },
  moved: {
    heading: 'What moved since the pulse before',
    none: 'No question and no group moved by more than chance would.',
    older: 'What moved is told of the latest pulse.',
  },
  further: {
    label: 'Further',
    trends: 'All questions, groups and quarters',
    comments: 'In their own words',
    reviews: 'The learning reviews',
    lessons: 'Lessons',
  },
} as const
