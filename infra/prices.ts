/**
 * List prices in Frankfurt (eu-central-1), in dollars, without tax and without what AWS gives for nothing. Their only home:
 * `npm run cost` and the benchmark of the harvest reckon with them. To be corrected, with the date, when AWS changes one; no
 * bill was compared with them yet.
 */
export const pricesOf = '2026-11'

export const prices = {
  /** Lambda on arm64. */
  gigabyteSecond: 0.000_013_333_4,
  millionRuns: 0.2,
  /** DynamoDB on demand: a read of 4 KB, consistent; a write of 1 KB. */
  millionReads: 0.1525,
  millionWrites: 0.7625,
  /** With the copies that recovery to a point in time keeps. */
  gigabyteStored: 0.306 + 0.2448,
  millionCalls: 1.2,
  thousandMails: 0.1,
  tenThousandFetches: 0.012,
  gigabyteSent: 0.085,
  gigabyteLogged: 0.63,
  /** A month of each. */
  alarmMetric: 0.1,
  dashboard: 3,
  kmsKey: 1,
  machineClient: 6,
  /** Of somebody who signs in to the pool; the first ten thousand cost nothing. */
  signedIn: 0.015,
} as const
