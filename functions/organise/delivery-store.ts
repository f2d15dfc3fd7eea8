/** How a survey's mail is delivered, and what facilitators change about it while the survey is open. */
import type { SurveyId } from '../domain/ids.ts'
import type { ListChanges } from '../domain/mail/delivery.ts'
import type { Mail } from '../domain/mail/mail.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { deliveryReads } from '../records/delivery.ts'
import { absent, anyOf, type When } from '../records/expressions.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { mail as mailKind } from '../records/mail.ts'
import { listChanges, slotsToClose, stop } from '../records/people.ts'
import type { Records } from '../records/records.ts'
import { held } from '../records/writing.ts'

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
  const { overwrite, remove } = records
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

    /** Queues a mail afresh, even if it was queued under this key before. */
    queueAnew: async (survey: SurveyId, version: string, mail: Mail): Promise<void> => {
      const ids = { about: survey, kind: mail.kind, version, to: mail.invitationId ?? mail.to }
      await held(overwrite(mailKind, ids, mail))
    },
  }
}
