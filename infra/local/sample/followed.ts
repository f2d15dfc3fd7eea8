/** What followed the sample's incidents: vendor sections, records, the portfolio, lessons and their citations. */
import { counterfactualSchema } from '../../../functions/domain/condition/condition.ts'
import * as ids from '../../../functions/domain/ids.ts'
import { dayMilliseconds, hourMilliseconds, minuteMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { citationSchema, lessonSchema } from '../../../functions/domain/review/lesson.ts'
import { meetingRecordSchema } from '../../../functions/domain/review/record.ts'
import { missingForCompletion, vendorSectionSchema } from '../../../functions/domain/incident/vendor.ts'
import type { LearningStores } from '../../../functions/learning/stores.ts'
import { actionIdOf, conditionIdOf } from './actions.ts'
import { bytesOf } from './draw.ts'
import { sampleConditions, sampleLessons, sampleRecords, sampleVendors } from './data.ts'
import type { Happened } from './happened.ts'

/** Only a review that took place can have named anything. */
const reviewedIn = (happened: readonly Happened[]) => {
  const byKey = new Map(
    happened.flatMap(({ told, incident, review }) => (review ? [[told.key, { incident, review }] as const] : [])),
  )
  return (key: string) => {
    const found = byKey.get(key)
    if (!found) throw new RangeError(`sample: no review of ${key}`)
    return found
  }
}

export const addVendorSections = async ({ vendors }: LearningStores, happened: readonly Happened[]): Promise<void> => {
  for (const { told, incident } of happened) {
    const given = sampleVendors[told.key]
    if (!given) continue
    const { minutes, decision, action, ...answers } = given
    const section = vendorSectionSchema.parse({
      ...answers,
      incidentId: incident.id,
      version: 1,
      knownExternalAt: plus(incident.startedAt, minutes * minuteMilliseconds),
      outcome: action ? { kind: 'action', actionId: actionIdOf(action) } : { kind: 'decision', text: decision },
    })
    if (missingForCompletion(section).length > 0) throw new RangeError(`sample: ${told.key} lacks its outcome`)
    await vendors.saveVendorSection(section)
  }
}

export const addRecords = async ({ lessons }: LearningStores, happened: readonly Happened[]): Promise<void> => {
  const reviewed = reviewedIn(happened)
  for (const [key, content] of Object.entries(sampleRecords)) {
    const { id, incidentId, title, meetingAt } = reviewed(key).review
    const record = { ...content, reviewId: id, incidentId, title, meetingAt, version: 1 }
    await lessons.saveRecord(meetingRecordSchema.parse(record), null)
  }
}

export const addPortfolio = async (
  { counterfactuals }: LearningStores,
  happened: readonly Happened[],
): Promise<void> => {
  const reviewed = reviewedIn(happened)
  for (const { text, rated, changeable, intervention, named } of sampleConditions) {
    const [generalisability = null, cost = null] = rated ?? []
    const sightings = named
      .map(reviewed)
      .map(({ incident, review }) => ({ incidentId: incident.id, reviewId: review.id, at: review.meetingAt }))
      .toSorted((a, b) => a.at.localeCompare(b.at))
    const given = { id: conditionIdOf(text), version: sightings.length, text, generalisability, cost, changeable }
    await counterfactuals.addCounterfactual(counterfactualSchema.parse({ ...given, intervention, sightings }))
  }
}

export const addLessons = async ({ lessons }: LearningStores, happened: readonly Happened[]): Promise<void> => {
  const reviewed = reviewedIn(happened)
  for (const { text, from, citations } of sampleLessons) {
    const { id: reviewId, incidentId, title, meetingAt } = reviewed(from).review
    const id = ids.lessonId(bytesOf(`lesson ${text}`))
    const at = plus(meetingAt, hourMilliseconds)
    await lessons.addLesson(lessonSchema.parse({ id, version: 1, text, reviewId, incidentId, title, at }))
    for (const { daysLater, ...given } of citations) {
      const number = /\d+/.exec(given.title)?.[0] ?? from
      const citation = {
        ...given,
        id: ids.citationId(bytesOf(`citation ${given.title}`)),
        version: 1,
        lessonId: id,
        url: `https://git.example.com/${given.kind}/${number}`,
        at: plus(at, daysLater * dayMilliseconds),
      }
      await lessons.saveCitation(citationSchema.parse(citation), null)
    }
  }
}
