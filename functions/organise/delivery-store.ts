/** How a survey's mail is delivered, and what facilitators change about it while the survey is open. */
import type { SurveyId } from '../domain/ids.ts'
import type { ListChanges } from '../domain/mail/delivery.ts'
import { leaseMilliseconds, type Mail } from '../domain/mail/mail.ts'
import { minuteMilliseconds, plus } from '../domain/time/instants.ts'
import type { Health } from '../domain/survey/health.ts'
import { inParallel } from '../domain/in-parallel.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { deliveryReads } from '../records/delivery.ts'
import { absent, anyOf, present, type When } from '../records/expressions.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { surveyHealth } from '../records/health.ts'
import { anyMail, deliveredMail, mail as mailKind, mailPartition } from '../records/mail.ts'
import { listChanges, slotsToClose, stop } from '../records/people.ts'
import type { Records } from '../records/records.ts'
import { held } from '../records/writing.ts'

const mailsAtOnce = 20

interface Change {
  readonly withdrawn: ListChanges['withdrawn']
  readonly since: readonly string[]
  /** Whether slots have to be closed, which only `mailer` can do. */
  readonly closes: boolean
}

/** A row written before the list had versions has none. */
export const sameList = ({ listVersion }: Pick<Survey, 'listVersion'>): When => ({
  listVersion: listVersion === 0 ? anyOf(absent, 0) : listVersion,
})

export const deliveryStore = (records: Records) => {
  const { change, get, list, overwrite, remove } = records
  return {
    ...deliveryReads(records),

    /** False if somebody else changed the list since `before` was read. Slots are closed by `mailer` within a minute. */
    changeList: (
      { surveyId, closesAt }: Survey,
      before: ListChanges | null,
      { withdrawn, since, closes }: Change,
      now: string,
    ): Promise<boolean> => {
      const waiting = closes || before?.queue !== undefined
      const value: ListChanges = {
        surveyId,
        version: (before?.version ?? 0) + 1,
        withdrawn: [...withdrawn],
        since: [...new Set(since)],
        ...(waiting ? { queue: slotsToClose, dueAt: now } : {}),
        expiresAtSeconds: expiresAtSeconds(listChanges, closesAt),
      }
      const when = { version: before?.version ?? absent }
      return held(overwrite(listChanges, { survey: surveyId }, value, { when, over: before }))
    },

    /** Takes a bounce back; a complaint or the person's own stop stays. True if nothing stops mail any more. */
    liftBounce: (email: string): Promise<boolean> =>
      held(remove(stop, { email }, { reason: anyOf(absent, 'bounced'), byPerson: absent })),

    /** What the clock saw last; null where nothing is wrong. */
    readHealth: (survey: SurveyId): Promise<Health | null> => get(surveyHealth, { survey }),

    /**
     * Makes mail due that was tried in vain and would be tried again later. What its sender may have taken is left alone:
     * taken twice, it could go out twice.
     */
    tryMailNow: async (survey: SurveyId, now: string): Promise<void> => {
      const nobodys = plus(now, leaseMilliseconds + minuteMilliseconds)
      const stuck = (await list(deliveredMail, { about: survey })).filter(
        ({ outcome, reason, dueAt }) => outcome === null && reason !== undefined && dueAt > nobodys,
      )
      await inParallel(stuck, mailsAtOnce, ({ sk, dueAt }) =>
        held(change(anyMail, { pk: mailPartition(survey), sk }, { dueAt: now }, { queue: present, dueAt })),
      )
    },

    /** Queues a mail afresh, even if it was queued under this key before. */
    queueAnew: async (survey: SurveyId, version: string, mail: Mail): Promise<void> => {
      const ids = { about: survey, kind: mail.kind, version, to: mail.invitationId ?? mail.to }
      await held(overwrite(mailKind, ids, mail))
    },
  }
}
