/**
 * The desk's entries, as far as the clock sees to them: what surveys come to, the end of a harvest among it; what a
 * cut-off call of a facilitator left behind; and all of them where there are none.
 */
import { deskRule, deskRowSchema, toldOf } from '../domain/course/desk.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { minuteMilliseconds, plus } from '../domain/time/instants.ts'
import type { DeskRows } from '../records/desk-rows.ts'
import type { ClockStore } from './store.ts'

/** Longer than a call of the desk can take, so that whoever put the mark has ended. */
const endedMilliseconds = 2 * minuteMilliseconds
const builtAtOnce = 100
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

type Rows = Pick<DeskRows, 'marks' | 'see' | 'refresh' | 'end' | 'built' | 'saveBuilt' | 'reviewsAfter'>

/** A mark is looked at when it is found, and once more when its writer has ended: only then nothing can come after it. */
const settleDue = async (desk: Rows, now: string, remaining: () => number): Promise<void> => {
  const failures: unknown[] = []
  for (const mark of await desk.marks()) {
    if (remaining() < entryMilliseconds) return
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
  const after = built?.rule === deskRule ? built.next : null
  const { items, next } = await desk.reviewsAfter(after, builtAtOnce)
  for (const review of items) {
    if (remaining() < entryMilliseconds) return
    await desk.refresh(review)
  }
  await desk.saveBuilt(deskRule, next)
}

export const seeToDesk = async ({ desk }: { desk: Rows }, now: string, remaining: () => number): Promise<void> => {
  const ended = await Promise.allSettled([settleDue(desk, now, remaining), build(desk, remaining)])
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
