/**
 * What the desk's entries are told by this function: of a survey, whose row `clock` compares with them anyway; and under a
 * mark of who leads a review, and of a record that was mailed.
 */
import { log } from '../aws/log.ts'
import type { DeskEntry } from '../domain/course/desk.ts'
import type { ReviewId, SurveyId } from '../domain/ids.ts'
import { termsReader } from '../protocol/digest.ts'
import { deskRecords } from '../records/desk.ts'
import type { Records } from '../records/records.ts'

/** What is changed is changed: a list that could not be written is written by `clock`. */
const orByClock = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    log('desk_left_to_clock', { error: error instanceof Error ? error.name : 'unknown' })
  }
}

export const listedStore = (records: Records) => {
  const desk = deskRecords(records, termsReader)
  return {
    listSurvey: (survey: SurveyId): Promise<void> =>
      orByClock(async () => {
        const review = await desk.reviewOf(survey)
        if (review) await desk.amend(review)
      }),

    /** Carries out `work`; if it is cut off, or nobody knows whether it was carried out, `clock` finds the mark. */
    changing: async <Result>(
      review: ReviewId,
      work: () => Promise<Result>,
      changed: (entry: DeskEntry) => Partial<DeskEntry> = () => ({}),
    ): Promise<Result> => {
      const mark = await desk.begin(review)
      const result = await work()
      await orByClock(async () => {
        // What was never listed is made by `clock`, which reads every row of it.
        if (await desk.amend(review, changed)) await desk.end(mark)
      })
      return result
    },
  }
}
