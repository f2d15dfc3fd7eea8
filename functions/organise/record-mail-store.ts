/** The letter of a record on its way: from the review that wrote it into the outbox of those invited. */
import { inParallel } from '../domain/in-parallel.ts'
import type { ReviewId, SurveyId } from '../domain/ids.ts'
import type { RecordLetter } from '../domain/review/record.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { anyMail } from '../records/mail.ts'
import { letter as letterKind } from '../records/people.ts'
import type { Records } from '../records/records.ts'
import { recordLetter } from '../records/review.ts'

const mailsAtOnce = 20

export const recordMailStore = ({ ensure, get }: Records) => ({
  /** Null: the review has made no such letter. */
  readLetter: (review: ReviewId, letter: string): Promise<RecordLetter | null> => get(recordLetter, { review, letter }),

  /** Where `mailer` finds its words. */
  keepLetter: (survey: SurveyId, letter: RecordLetter, expiresAtSeconds: number): Promise<void> =>
    ensure(letterKind, { survey, letter: letter.letter }, letter, { expiresAtSeconds }),

  /** Whoever was mailed this letter before is not mailed it again. */
  queueMails: (mails: readonly ToldMail[]) =>
    inParallel(mails, mailsAtOnce, mail => ensure(anyMail, { pk: mail.pk, sk: mail.sk }, mail)),
})
