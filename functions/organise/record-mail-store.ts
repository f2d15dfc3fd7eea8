/** Takes a record's letter from the review that wrote it to the outbox of the people invited. */
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
  /** Null if the review has made no such letter. */
  readLetter: (review: ReviewId, letter: string): Promise<RecordLetter | null> => get(recordLetter, { review, letter }),

  /** Stores the letter where `mailer` reads it. */
  keepLetter: (survey: SurveyId, letter: RecordLetter, expiresAtSeconds: number): Promise<void> =>
    ensure(letterKind, { survey, letter: letter.letter }, letter, { expiresAtSeconds }),

  /** People who were mailed this letter before are not mailed it again. */
  queueMails: (mails: readonly ToldMail[]) =>
    inParallel(mails, mailsAtOnce, mail => ensure(anyMail, { pk: mail.pk, sk: mail.sk }, mail)),
})
