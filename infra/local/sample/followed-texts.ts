/** What followed the sample organisation's incidents: conditions, lessons, records, and what was entered for a quarter. */
import type { Counterfactual, Intervention } from '../../../functions/domain/condition/condition.ts'
import type { CitationInput } from '../../../functions/domain/review/lesson.ts'
import type { RecordContent } from '../../../functions/domain/review/record.ts'
import type { vendorInputSchema } from '../../../functions/domain/incident/vendor.ts'
import { counterfactualId } from '../../../functions/domain/ids.ts'
import { bytesOf } from './draw.ts'
import type * as z from 'zod'

interface SampleCondition {
  readonly text: string
  /** Generalisability and cost; null: nobody has rated it yet. */
  readonly rated: readonly [generalisability: number, cost: number] | null
  readonly changeable: Counterfactual['changeable']
  readonly intervention: Intervention | null
  /** Incidents in whose reviews it was named. */
  readonly named: readonly string[]
  /** The action that is to make it true, by its words. */
  readonly action?: string
}

/** By its words, which each condition has to itself. */
export const conditionIdOf = (text: string) => counterfactualId(bytesOf(`condition ${text}`))

export const sampleConditions: readonly SampleCondition[] = [
  {
    text: 'An alert goes by how long a request waits',
    rated: [4, 1],
    changeable: true,
    intervention: 'monitoring',
    named: ['pool-1', 'queue-1', 'pool-2', 'pool-3', 'pool-4', 'pool-6'],
  },
  {
    text: 'Each consumer of the pool has a pool of its own',
    rated: [5, 3],
    changeable: true,
    intervention: 'architecture',
    named: ['pool-1', 'pool-3', 'pool-4', 'pool-5'],
    action: 'Give mails and payments connection pools of their own',
  },
  {
    text: 'Support and on-call share one channel during an incident',
    rated: [5, 1],
    changeable: true,
    intervention: 'communication',
    named: ['pool-1', 'provider-1', 'pool-5', 'pool-7'],
  },
  {
    text: 'Every release can be taken back within five minutes',
    rated: [5, 5],
    changeable: true,
    intervention: 'deployment',
    named: ['release-1', 'release-2', 'release-3', 'mobile'],
  },
  {
    text: 'The switch to the second provider needs nobody’s leave',
    rated: [3, 2],
    changeable: true,
    intervention: 'playbooks',
    named: ['provider-1', 'provider-2'],
    action: 'Switch to the second provider by itself after five minutes',
  },
  {
    text: 'What was changed by hand is found the same night',
    rated: [4, 2],
    changeable: true,
    intervention: 'automation',
    named: ['drift-1', 'pool-2', 'drift-2'],
    action: 'Compare what runs with what is written down, every night',
  },
  {
    text: 'Whoever depends on a right, a flag or a field is known by team',
    rated: [4, 2],
    changeable: true,
    intervention: 'ownership',
    named: ['flag', 'permission', 'schema'],
  },
  {
    text: 'A message that cannot be read is put aside',
    rated: [3, 1],
    changeable: true,
    intervention: 'architecture',
    named: ['queue-3'],
  },
  {
    text: 'The payment provider says so before its status page does',
    rated: [4, 4],
    changeable: false,
    intervention: null,
    named: ['provider-1', 'provider-3'],
  },
  {
    text: 'The client library limits its own retries',
    rated: null,
    changeable: null,
    intervention: null,
    named: ['mobile'],
  },
]

interface SampleLesson {
  readonly text: string
  readonly from: string
  readonly citations: readonly (Omit<CitationInput, 'url'> & { readonly daysLater: number })[]
}

export const sampleLessons: readonly SampleLesson[] = [
  {
    text: 'What is renewed by hand will one day not be renewed',
    from: 'certificate-1',
    citations: [
      {
        title: 'Pull request 655: certificates by a job',
        kind: 'pull-request',
        changed: 'Certificates of the shop renew by themselves',
        daysLater: 30,
      },
    ],
  },
  {
    text: 'A release is as safe as its way back',
    from: 'release-2',
    citations: [
      {
        title: 'ADR 38: migrations in two steps',
        kind: 'adr',
        changed: 'The version before still runs after each migration',
        daysLater: 24,
      },
      { title: 'Design of gradual releases', kind: 'design', changed: null, daysLater: 118 },
    ],
  },
  {
    text: 'The length of a queue says nothing about who waits: watch its age',
    from: 'queue-1',
    citations: [
      {
        title: 'Pull request 702: queues by age',
        kind: 'pull-request',
        changed: 'Every queue is watched by the age of its oldest message',
        daysLater: 41,
      },
    ],
  },
  {
    text: 'One bad message must not hold up the good ones behind it',
    from: 'queue-3',
    citations: [
      {
        title: 'Pull request 744: put aside after three attempts',
        kind: 'pull-request',
        changed: 'A message that fails three times is put aside, and the queue goes on',
        daysLater: 22,
      },
    ],
  },
  {
    text: 'A failure outside needs a decision inside, made beforehand',
    from: 'provider-1',
    citations: [
      {
        title: 'Pull request 781: the switch as a button',
        kind: 'pull-request',
        changed: 'The on-call engineer switches to the second provider by a button',
        daysLater: 26,
      },
      { title: 'Design of payments that are taken later', kind: 'design', changed: null, daysLater: 70 },
    ],
  },
  {
    text: 'What shares a pool fails together: give each its own',
    from: 'pool-4',
    citations: [
      {
        title: 'ADR 41: a pool for refunds',
        kind: 'adr',
        changed: 'Refunds no longer wait behind card payments',
        daysLater: 33,
      },
    ],
  },
  { text: 'Whoever may switch must have switched before', from: 'provider-2', citations: [] },
]

export const sampleRecords: Readonly<Record<string, RecordContent>> = {
  'pool-1': {
    understanding:
      'Mails and payments share one pool of connections. When mails were slow, payments waited, and since the health check asks only whether the process answers, every dashboard stayed green. Looking at the network first made sense: it had been the cause twice before.',
    factors: ['One pool for two uses', 'No alert on waiting', 'Support hears of it from customers'],
    decisions: [
      {
        text: 'The pool is raised by hand; the alert on waiting is put aside until the move is over.',
        tradeOffs:
          'The move of the data centre takes the whole quarter. We know that the alert would have saved half an hour.',
      },
    ],
  },
  'release-2': {
    understanding:
      'The migration and the code went out together, as the template suggests, so the old version could not run on the new schema. Nobody had reason to try the way back before.',
    factors: ['Migration and code in one step', 'The way back is never tried'],
    decisions: [
      {
        text: 'Migrations go out a day before their code.',
        tradeOffs: 'Each change of the schema takes a day longer.',
      },
    ],
  },
  'provider-1': {
    understanding:
      'The provider answered slowly rather than not at all, just below the timeout, so no breaker opened. Its status page was green, and without its word nobody wanted to be the one who switches.',
    factors: ['A timeout longer than anybody waits', 'No leave to switch', 'Support and engineering apart'],
    decisions: [
      {
        text: 'The on-call engineer may switch without asking, and nobody has to justify it afterwards.',
        tradeOffs:
          'The second provider costs more for each payment; an hour of it costs less than ten minutes of failure.',
      },
    ],
  },
  'pool-4': {
    understanding:
      'Refunds took the connections that card payments needed. It is the fourth time that the pool was empty; what would have told us was agreed a year ago and put aside.',
    factors: ['One pool for many uses', 'The alert that was put aside'],
    decisions: [
      { text: 'Refunds get a pool of their own.', tradeOffs: 'The database holds ten connections more.' },
      { text: 'The alert is not taken up again this quarter.', tradeOffs: 'The team on payments moves providers.' },
    ],
  },
  'pool-6': {
    understanding:
      'The sale began an hour earlier than planned. Requests that waited were on no chart, so raising the number of hosts made sense, and made it worse.',
    factors: ['Sales are moved without a word to on-call', 'Waiting is on no chart'],
    decisions: [
      {
        text: 'Before each sale it is agreed who may switch what off.',
        tradeOffs: 'Marketing names its sales a week ahead.',
      },
    ],
  },
  schema: {
    understanding:
      'The field was renamed with good reason. That partners send it could be read in their orders, and nowhere else.',
    factors: ['Contracts that are known only by use'],
    decisions: [{ text: 'The old name is taken for half a year.', tradeOffs: 'Two names for one thing until spring.' }],
  },
}

type Vendor = Omit<z.input<typeof vendorInputSchema>, 'version' | 'knownExternalAt' | 'outcome'>

/** `outcome`: a decision in words, or the words of the action that follows. */
export const sampleVendors: Readonly<
  Record<string, Vendor & { readonly minutes: number; readonly decision?: string; readonly action?: string }>
> = {
  'provider-1': {
    minutes: 52,
    usersSaw: 'A spinner for ten seconds, then “please try again”. Some paid twice.',
    breakers: { answer: 'no', note: 'The timeout is ten seconds and the provider answered after nine.' },
    fallbacks: { answer: 'no', note: 'The second provider was there; nobody was sure who may switch.' },
    statusInSight: { answer: 'partly', note: 'Its status page was open and stayed green.' },
    desiredBehaviour:
      'After two slow seconds the payment goes to the second provider. Today it does so only when somebody presses the button.',
    decision: 'The on-call engineer switches without asking; the breaker is set to two seconds.',
    complete: true,
  },
  'provider-2': {
    minutes: 25,
    usersSaw: 'The card was checked for nine seconds; most waited, some left.',
    breakers: { answer: 'no', note: 'Its new limit was not released yet.' },
    fallbacks: { answer: 'partly', note: 'Orders went on without a check once it was switched off by hand.' },
    statusInSight: { answer: 'yes', note: 'Its answer times stand beside ours since the last outage.' },
    desiredBehaviour:
      'An order goes through, and the card is checked afterwards. The architecture does not do that yet.',
    action: 'Let a card check be made up for after the order',
    complete: true,
  },
  'provider-3': {
    minutes: 11,
    usersSaw: 'One payment in three failed for an hour.',
    breakers: { answer: 'partly', note: 'It opened and closed again every minute.' },
    fallbacks: { answer: 'partly', note: 'The button worked once it was pressed.' },
    statusInSight: { answer: 'yes', note: '' },
    desiredBehaviour:
      'The switch happens by itself after five minutes, and customers are told that their payment is taken later.',
    action: 'Switch to the second provider by itself after five minutes',
    complete: true,
  },
}

export const sampleDebts = [
  { text: 'The job scheduler runs on one host that nobody dares to restart', potential: 'high', service: 'platform' },
  { text: 'The list of prices is copied by hand for two markets', potential: 'medium', service: 'catalogue' },
] as const

export const sampleChange = 'A round at the start of each review: everybody says one sentence, the least senior first'
