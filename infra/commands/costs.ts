/** What an installation costs by the list: how much of everything is used, by whom, and what that comes to. */
import { manifest, type LambdaName } from '../../functions/manifest.ts'
import { prices } from '../prices.ts'

/** How much of what is priced by use. */
interface Use {
  readonly runs: number
  readonly gigabyteSeconds: number
  readonly reads: number
  readonly writes: number
  readonly calls: number
  readonly mails: number
  readonly fetches: number
  readonly gigabytesSent: number
  readonly gigabytesLogged: number
}

/** What stands in the stack, whether it is used or not. */
export interface Standing {
  readonly alarms: number
  /** What those watch, which is what is charged. */
  readonly alarmMetrics: number
  readonly dashboards: number
  readonly kmsKeys: number
  readonly machineClients: number
}

const none = {
  runs: 0,
  gigabyteSeconds: 0,
  reads: 0,
  writes: 0,
  calls: 0,
  mails: 0,
  fetches: 0,
  gigabytesSent: 0,
  gigabytesLogged: 0,
} satisfies Use

const sum = (...uses: readonly Use[]): Use => {
  const total: Record<keyof Use, number> = { ...none }
  for (const use of uses) for (const name of Object.keys(none) as (keyof Use)[]) total[name] += use[name]
  return total
}

/** Runs of a function, each as long as that, with a line or two of its log. */
const runsOf = (name: LambdaName, runs: number, seconds: number): Use => ({
  ...none,
  runs,
  gigabyteSeconds: runs * seconds * (manifest[name].memoryMegabytes / 1024),
  gigabytesLogged: manifest[name].platformLogs === 'INFO' ? (runs * 1_000) / 1_000_000_000 : 0,
})

const minutesInMonth = 30 * 24 * 60

/** Clock and mailer look around every minute, the sweep every quarter of an hour; seconds as they run with nothing to do. */
const idleUse = sum(
  runsOf('clock', minutesInMonth, 0.15),
  runsOf('mailer', minutesInMonth, 0.08),
  runsOf('learning', minutesInMonth / 15, 0.15),
  { ...none, reads: minutesInMonth * 8 + (minutesInMonth / 15) * 2, writes: minutesInMonth * 0.2 },
)

interface Asked {
  readonly people: number
  /** Of those asked, how many answer. */
  readonly share: number
  /** Invitation, reminder and what is told at the end. */
  readonly mailsEach: number
  /** Of a sealed ballot with what it is checked by. */
  readonly ballotKilobytes: number
  /** Surveys and how long they are open decide how many minutes of the clock are longer than idle ones. */
  readonly openDays: number
}

/** A person's list entries, mails and slot; an answer's page, calls and ballot; its way through the harvest. */
const surveyUse = ({ people, share, mailsEach, ballotKilobytes, openDays }: Asked): Use => {
  const answers = people * share
  const mails = people * mailsEach
  const ballotReads = Math.ceil(ballotKilobytes / 4)
  return sum(
    // A mail of two kilobytes is queued, claimed and finished, each with its index.
    { ...none, mails, writes: mails * 12 + people * 4, reads: mails * 4 },
    // The mailer waits for SES's rate, at 14 a second, with everything else idle.
    { ...none, gigabyteSeconds: (mails / 14) * (manifest.mailer.memoryMegabytes / 1024) },
    // Page, words and scripts are some thirty kilobytes; form, list, pass, ballot and receipt are calls.
    { ...none, fetches: answers * 12, gigabytesSent: (answers * 80_000) / 1_000_000_000, calls: answers * 5 },
    runsOf('ballots', answers * 3, 0.05),
    runsOf('passes', answers * 2, 0.08),
    { ...none, writes: answers * (2 + ballotKilobytes), reads: answers * 12 },
    // Read, listed and listed again; deleted with its slot.
    { ...none, reads: answers * 3 * ballotReads, writes: answers * (ballotKilobytes + 2) + people },
    { ...runsOf('harvest', Math.ceil(answers / 30_000) + 1, 2), gigabyteSeconds: 2 + answers * 0.008 },
    // Each run reads the row and, once an hour, counts the slots.
    { ...none, reads: openDays * 24 * (60 * 8 + people / 20), gigabyteSeconds: openDays * 24 * 60 * 0.05 * 0.5 },
  )
}

const dollarsOf = (use: Use): number =>
  (use.runs * prices.millionRuns +
    use.reads * prices.millionReads +
    use.writes * prices.millionWrites +
    use.calls * prices.millionCalls) /
    1_000_000 +
  use.gigabyteSeconds * prices.gigabyteSecond +
  (use.mails / 1_000) * prices.thousandMails +
  (use.fetches / 10_000) * prices.tenThousandFetches +
  use.gigabytesSent * prices.gigabyteSent +
  use.gigabytesLogged * prices.gigabyteLogged

const standingDollars = ({ alarmMetrics, dashboards, kmsKeys, machineClients }: Standing): number =>
  alarmMetrics * prices.alarmMetric +
  dashboards * prices.dashboard +
  kmsKeys * prices.kmsKey +
  machineClients * prices.machineClient

/** Twelve are asked, three in four answer; three people spend an hour at the desk. */
const review = sum(
  surveyUse({ people: 12, share: 0.75, mailsEach: 4, ballotKilobytes: 17, openDays: 2 }),
  runsOf('organise', 200, 0.15),
  runsOf('learning', 600, 0.2),
  { ...none, calls: 800, reads: 8_000, writes: 2_000, fetches: 300, gigabytesSent: 0.003 },
)

/** Of a month that is idle, one review, and a pulse for so many: dollars. */
export const costs = (standing: Standing) => ({
  idle: dollarsOf(idleUse) + standingDollars(standing),
  review: dollarsOf(review),
  pulse: (people: number): number =>
    dollarsOf(surveyUse({ people, share: 0.75, mailsEach: 3, ballotKilobytes: 3, openDays: 10 })),
})
