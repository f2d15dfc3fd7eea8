/**
 * The desk's entries, as far as the clock sees to them: what surveys come to, the end of a harvest among it; what a
 * cut-off call of a facilitator left behind; and all of them where there are none.
 */
import { deskRule, deskRowSchema, toldOf } from '../domain/course/desk.ts'
import type { ReviewId } from '../domain/ids.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { minuteMilliseconds, plus } from '../domain/time/instants.ts'
import type { DeskRows } from '../records/desk-rows.ts'
import type { ClockStore } from './store.ts'

/** Longer than a call of the desk can take, so that whoever put the mark has ended. */
const endedMilliseconds = 2 * minuteMilliseconds
/** In a minute, page by page: a run that is cut short goes on where its last whole page ended. */
const builtAtOnce = 100
const builtPage = 10
/** None is begun with less time left. */
const entryMilliseconds = 10_000

/** Writes the entries of a survey's review, unless they were told of the row as it is. */
export const listSurvey = async (store: ClockStore, survey: Survey): Promise<void> => {
  if (survey.reviewId === null) return
  const listed = toldOf(deskRowSchema.parse(survey))
  if (survey.listed === listed) return
  await store.desk.refresh(survey.reviewId)
  await store.updateSurvey(survey.surveyId, {}, { listed })
}

type Rows = Pick<DeskRows, 'marks' | 'see' | 'refresh' | 'begin' | 'end' | 'built' | 'saveBuilt' | 'reviewsAfter'>

/** A mark is looked at when it is found, and once more when its writer has ended: only then nothing can come after it. */
const settleDue = async (desk: Rows, now: string, remaining: () => number): Promise<void> => {
  const failures: unknown[] = []
  for (const mark of await desk.marks()) {
    if (remaining() < entryMilliseconds) break
    const isOver = mark.seenAt !== null && Date.parse(plus(mark.seenAt, endedMilliseconds)) <= Date.parse(now)
    if (mark.seenAt !== null && !isOver) continue
    try {
      await desk.refresh(mark.review, mark.led)
      await (isOver ? desk.end(mark) : desk.see(mark, now))
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

/** The latest meeting first; what is not made in this minute is made in the next ones. */
const build = async (desk: Rows, remaining: () => number): Promise<void> => {
  const built = await desk.built()
  if (built?.rule === deskRule && built.next === null) return
  const failures: unknown[] = []
  /** False where no time is left. */
  const make = async (reviews: readonly ReviewId[]): Promise<boolean> => {
    for (const review of reviews) {
      if (remaining() < entryMilliseconds) return false
      try {
        await desk.refresh(review)
      } catch (error) {
        failures.push(error)
        // Whoever comes past it does not come back: the mark stands for it.
        await desk.begin(review)
      }
    }
    return true
  }
  let after = built?.rule === deskRule ? built.next : null
  for (let page = 0; page < builtAtOnce / builtPage; page += 1) {
    const { items, next } = await desk.reviewsAfter(after, builtPage)
    if (!(await make(items))) break
    await desk.saveBuilt(deskRule, next)
    if (next === null) break
    after = next
  }
  if (failures.length > 0) throw failures[0]
}

export const seeToDesk = async ({ desk }: { desk: Rows }, now: string, remaining: () => number): Promise<void> => {
  const ended = await Promise.allSettled([settleDue(desk, now, remaining), build(desk, remaining)])
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
