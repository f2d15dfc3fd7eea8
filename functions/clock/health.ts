/**
 * Sees each minute whether surveys are ill, and says so to those who can do something: by a row that facilitators are
 * shown, and by log lines that an alarm counts. However many surveys there are, it asks once for the rows of those that
 * were ill, once for mail that waits and once for each fifty keys; and reads each active survey once. Of surveys that are
 * well it writes nothing.
 */
import type { SSMClient } from '@aws-sdk/client-ssm'
import { keysThatExist } from '../aws/keys.ts'
import { log, mailOverdue, surveyIll, surveyUnknown } from '../aws/log.ts'
import { inParallel } from '../domain/in-parallel.ts'
import {
  type Health,
  healthOf,
  isSameHealth,
  isOverdueMail,
  keysToSee,
  mailsSeen,
  type NamedKey,
  shownHealth,
  unknownHealth,
  waitingUntil,
} from '../domain/survey/health.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { type HealthStore, healthStore } from './health-store.ts'

interface HealthDependencies {
  readonly store: HealthStore
  /** The ids of those of these keys that exist. */
  readonly keysThatExist: (keys: readonly NamedKey[]) => Promise<ReadonlySet<string>>
  readonly report: typeof log
}

const readsAtOnce = 20
/** It takes a second or two, and comes after everything that a survey waits for. */
const leastMilliseconds = 10_000

/** Null where it could not be looked at; why is a line of the log. */
const lookedAt = async <Value>(
  { report }: Pick<HealthDependencies, 'report'>,
  part: string,
  look: () => Promise<Value>,
): Promise<Value | null> => {
  try {
    return await look()
  } catch (error) {
    report('health_unseen', { code: part, error: error instanceof Error ? error.name : 'unknown' })
    return null
  }
}

const tell = ({ report }: HealthDependencies, survey: Survey | null, health: Health, now: string): void => {
  const shown = shownHealth(survey, health, now)
  const { surveyId } = health
  for (const { ailment, count } of shown?.findings ?? []) {
    report(surveyIll, { surveyId, code: ailment, ...(count === undefined ? {} : { count }) })
  }
  for (const { part } of shown?.unknown ?? []) report(surveyUnknown, { surveyId, code: part })
}

export const checkHealth = async (dependencies: HealthDependencies, now: string): Promise<void> => {
  const { store } = dependencies
  const before = new Map((await store.readHealth()).map(health => [health.surveyId, health]))
  const ids = [...new Set([...(await store.activeSurveys()), ...before.keys()])]
  const surveys = await inParallel(ids, readsAtOnce, async id => ({
    id,
    read: await lookedAt(dependencies, 'survey', async () => ({ survey: await store.readSurvey(id) })),
  }))
  const readable = surveys.flatMap(({ read }) => read?.survey ?? [])
  const keys = readable.flatMap(survey => keysToSee(survey, now))
  const existing = await lookedAt(dependencies, 'keys', () => dependencies.keysThatExist(keys))
  const waiting = await lookedAt(dependencies, 'mail', () => store.waitingMails(waitingUntil(now)))
  if (waiting?.isCut) dependencies.report('health_unseen', { code: 'mail', error: 'too_many' })
  const overdue = (waiting?.mails ?? []).filter(mail => isOverdueMail(mail, now)).length
  if (overdue > 0) dependencies.report(mailOverdue, { count: overdue })
  const byAbout = waiting && Map.groupBy(waiting.mails, ({ about }) => about)
  const keyExists = existing && (({ keyId }: NamedKey): boolean => existing.has(keyId))
  const healthNow = (survey: Survey, was: Health | null): Health | null => {
    const mails = waiting && mailsSeen(survey, byAbout?.get(survey.surveyId) ?? [], waiting.isCut, now)
    return healthOf(survey, { keyExists, mails }, was, now)
  }

  const found = surveys.map(({ id, read }) => {
    const was = before.get(id) ?? null
    const survey = read?.survey ?? null
    return { was, survey, health: read ? survey && healthNow(survey, was) : unknownHealth(id, was, now) }
  })
  // The alarms count the lines: no row that cannot be written may hide one.
  for (const { survey, health } of found) if (health) tell(dependencies, survey, health, now)
  const failures: unknown[] = []
  for (const { was, health } of found) {
    try {
      if (!health && was) await store.removeHealth({ ...was, checkedAt: now })
      if (health && !(was && isSameHealth(was, health))) await store.saveHealth(health)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

type Tables = Parameters<typeof healthStore>[0]

/** In what is left of a run: with too little time nothing is said. */
export const seeToHealth = (tables: Tables, parameters: SSMClient, keyPrefix: string) => {
  const dependencies: HealthDependencies = {
    store: healthStore(tables),
    keysThatExist: keys => keysThatExist(parameters, keyPrefix, keys),
    report: log,
  }
  return async (now: string, remaining: () => number): Promise<void> => {
    if (remaining() >= leastMilliseconds) await checkHealth(dependencies, now)
  }
}
