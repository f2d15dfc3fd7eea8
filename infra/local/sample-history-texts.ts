/** What happened in the sample organisation over four quarters, and what it agreed to do. All of it is made up. */
import type { Intervention } from '../../functions/domain/counterfactual.ts'
import type { Factor } from '../../functions/domain/synthesis/schema.ts'

export interface SampleMode {
  readonly mode: string | null
  readonly titles: readonly string[]
  readonly services: readonly string[]
  readonly domain: string
  readonly severity: 'P1' | 'P2' | 'P3'
  readonly deployment?: true
  readonly vendor?: string
  /** Incidents in each of the four quarters, the earliest first. */
  readonly counts: readonly [number, number, number, number]
  readonly actions: readonly { readonly text: string; readonly category: Intervention }[]
  readonly said: readonly string[]
  readonly ticks: readonly Factor[]
}

/** The action that was set aside, and why the same thing came back. */
export const deprioritised = {
  category: 'monitoring',
  text: 'Alert on the time a request waits for a connection',
  reason: 'No room beside the move of the data centre; the pool was made larger by hand instead.',
} as const

export const sampleModes: readonly SampleMode[] = [
  {
    mode: 'connection pool exhausted',
    titles: [
      'Checkout waited for connections for half an hour',
      'Payments timed out while the pool was empty',
      'Confirmation mails took every connection',
      'Refunds stood still behind a full pool',
    ],
    services: ['payments', 'checkout'],
    domain: 'commerce',
    severity: 'P1',
    counts: [2, 2, 3, 3],
    actions: [
      { text: deprioritised.text, category: 'monitoring' },
      { text: 'Give mails and payments pools of their own', category: 'architecture' },
      { text: 'Let the health check borrow a connection', category: 'monitoring' },
      { text: 'Remind the team to watch the pool size', category: 'communication' },
    ],
    said: [
      'The connection pool of the payment service was empty and waiting requests piled up',
      'Nobody told the support team that payments were waiting, they heard it from customers',
      'There was no alert on the time a request waits for a connection',
      'The on-call engineer did not hear from the payments team for twenty minutes',
      'The runbook sends you to a dashboard that no longer exists',
    ],
    ticks: ['monitoring', 'communication'],
  },
  {
    mode: 'certificate expired',
    titles: ['Search index stood still after its certificate expired', 'Partners could not sign in over night'],
    services: ['search'],
    domain: 'catalogue',
    severity: 'P2',
    counts: [2, 1, 0, 0],
    actions: [
      { text: 'Renew every certificate by a job', category: 'automation' },
      { text: 'Show the days left of each certificate on the wall', category: 'monitoring' },
      { text: 'List who owns which certificate', category: 'ownership' },
    ],
    said: [
      'The renewal of this certificate is done by hand once a year',
      'Nobody knew who owns the certificate',
      'The warning went to a mailbox that nobody reads',
      'All other certificates renew by themselves',
    ],
    ticks: ['automation', 'ownership'],
  },
  {
    mode: 'provider unavailable',
    titles: [
      'Payments failed while the payment provider was down',
      'Card checks hung on the payment provider',
      'The second provider was not switched on',
    ],
    services: ['payments'],
    domain: 'commerce',
    severity: 'P1',
    vendor: 'the payment provider',
    counts: [0, 0, 3, 0],
    actions: [
      { text: 'Make the switch to the second provider a button of the on-call engineer', category: 'playbooks' },
      { text: 'Open the circuit breaker after two seconds', category: 'architecture' },
      { text: 'Put the provider’s status beside our own', category: 'monitoring' },
    ],
    said: [
      'The status page of the payment provider was green the whole time',
      'We waited for the provider to confirm before anybody dared to switch',
      'The circuit breaker never opened because the timeout is ten seconds',
      'Support and engineering did not talk to each other until the afternoon',
      'Nobody is sure who owns the switch to the second provider',
    ],
    ticks: ['vendor', 'communication'],
  },
  {
    mode: 'release without a way back',
    titles: [
      'Rollback of the basket took an hour',
      'A migration could not be undone',
      'The new search ranking went out to everybody',
    ],
    services: ['checkout'],
    domain: 'commerce',
    severity: 'P2',
    deployment: true,
    counts: [2, 2, 2, 1],
    actions: [
      { text: 'Show which version ran before on the deployment page', category: 'deployment' },
      { text: 'Release to a tenth of the customers first', category: 'deployment' },
      { text: 'Write migrations so that the old version still runs', category: 'architecture' },
    ],
    said: [
      'I could not find which version ran before',
      'The migration and the code went out in one step',
      'Once somebody had the version number the rollback took two minutes',
      'The team that had released was not in the channel of the incident',
    ],
    ticks: ['deployment', 'communication'],
  },
  {
    mode: 'queue full',
    titles: ['Orders waited in the queue until noon', 'The mail queue filled up over the weekend'],
    services: ['orders', 'mail'],
    domain: 'fulfilment',
    severity: 'P2',
    counts: [1, 1, 1, 2],
    actions: [
      { text: 'Alert on the age of the oldest order in the queue', category: 'monitoring' },
      { text: 'Let consumers of the queue grow by themselves', category: 'automation' },
      { text: 'Describe what may be dropped when the queue is full', category: 'playbooks' },
    ],
    said: [
      'The queue had been growing since Friday evening',
      'The alert watches the length of the queue and not how long an order waits',
      'Nobody knew whether old messages may be dropped',
    ],
    ticks: ['monitoring', 'capacity'],
  },
  {
    mode: 'configuration drift',
    titles: ['Two hosts ran with last year’s settings', 'A limit that was raised by hand came back'],
    services: ['platform'],
    domain: 'platform',
    severity: 'P3',
    counts: [1, 1, 1, 1],
    actions: [
      { text: 'Compare what runs with what is written down, every night', category: 'automation' },
      { text: 'Keep the limits in one place with the reason beside each', category: 'documentation' },
      { text: 'Be more careful with changes by hand', category: 'communication' },
    ],
    said: [
      'The value is in two places and only one of them is documented',
      'The setting had been changed by hand during the last incident',
      'The next deployment set it back',
    ],
    ticks: ['documentation', 'automation'],
  },
  {
    mode: 'stale cache',
    titles: ['Prices of yesterday until ten o’clock', 'Sold-out goods could be ordered'],
    services: ['catalogue'],
    domain: 'catalogue',
    severity: 'P3',
    counts: [1, 1, 0, 1],
    actions: [
      { text: 'Show the age of the oldest price in the shop', category: 'monitoring' },
      { text: 'Write prices and stock to the cache in one step', category: 'architecture' },
    ],
    said: [
      'Charts show latency and errors and not whether prices are fresh',
      'Nobody could tell how old the cache was',
    ],
    ticks: ['monitoring'],
  },
  {
    mode: null,
    titles: ['The office network was slow for a day', 'A report was sent out twice', 'Some logins had to be repeated'],
    services: ['internal'],
    domain: 'platform',
    severity: 'P3',
    counts: [1, 2, 0, 2],
    actions: [{ text: 'Write down whom to call about the office network', category: 'documentation' }],
    said: [],
    ticks: [],
  },
]

export const sampleConditions = [
  {
    text: 'Each consumer of the pool has a pool of its own',
    generalisability: 5,
    cost: 3,
    intervention: 'architecture',
  },
  { text: 'An alert goes by how long a request waits', generalisability: 4, cost: 1, intervention: 'monitoring' },
  {
    text: 'Support and on-call share one channel during an incident',
    generalisability: 5,
    cost: 1,
    intervention: 'communication',
  },
  {
    text: 'Every release can be taken back within five minutes',
    generalisability: 5,
    cost: 5,
    intervention: 'deployment',
  },
  {
    text: 'The switch to the second provider needs nobody’s leave',
    generalisability: 3,
    cost: 2,
    intervention: 'playbooks',
  },
] as const

export const sampleDebts = [
  { text: 'The job scheduler runs on one host that nobody dares to restart', potential: 'high', service: 'platform' },
  { text: 'The list of prices is copied by hand for two markets', potential: 'medium', service: 'catalogue' },
] as const

export const sampleChange = 'A round at the start of each review: everybody says one sentence, the least senior first'

export const sampleLessons = [
  {
    text: 'What shares a pool fails together: give each its own',
    citations: [
      { title: 'ADR 41: pools by consumer', kind: 'adr', changed: 'Mails and payments no longer share a pool' },
      {
        title: 'Pull request 812: health check borrows a connection',
        kind: 'pull-request',
        changed: 'A pod with an empty pool is no longer called healthy',
      },
    ],
  },
  {
    text: 'What is renewed by hand will one day not be renewed',
    citations: [
      {
        title: 'Pull request 655: certificates by a job',
        kind: 'pull-request',
        changed: 'Every certificate renews by itself',
      },
    ],
  },
  {
    text: 'A failure outside needs a decision inside, made beforehand',
    citations: [{ title: 'Design of the second provider', kind: 'design', changed: null }],
  },
] as const
