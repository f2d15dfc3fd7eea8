/** From open to announced: keys of links and passes are destroyed, the count is made, facilitators are told. */
import { sendAt } from '../domain/quiet-hours.ts'
import type { Survey } from '../domain/survey.ts'
import { retentionDays } from '../tables.ts'
import type { ClockKeys } from './keys.ts'
import { expiresAtSeconds } from './mailings.ts'
import type { ClockStore } from './store.ts'

/** Link and sign: from now on nobody, whoever they are, can make a link's token again. Repeated until it has held. */
export const destroyParticipantKeys = async (keys: ClockKeys, survey: Survey): Promise<void> => {
  if (!survey.keys) return
  const sign = Object.entries(survey.keys.sign).map(([cohort, id]) => [`sign:${cohort}`, id] as const)
  await keys.destroy({ link: survey.keys.link, ...Object.fromEntries(sign) })
}

/** The final count, a minute after the close, when every pass that was asked for in time has been written. */
export const closeSurvey = async (store: ClockStore, survey: Survey, now: string): Promise<void> => {
  const issued = await store.countIssued(survey.surveyId)
  await store.updateSurvey(
    survey.surveyId,
    { status: 'closed', issued: null },
    { issued, takenPart: issued, takenPartAt: now },
  )
}

/** One mail to each facilitator of the review, then the clock is done with the survey. */
export const announce = async (store: ClockStore, survey: Survey, now: string): Promise<void> => {
  const review = survey.reviewId ? await store.readReview(survey.reviewId) : null
  for (const facilitator of review?.status === 'cancelled' ? [] : (review?.facilitators ?? [])) {
    await store.queueMail({
      pk: `mail#${survey.surveyId}`,
      sk: `agenda-ready#1#${facilitator.email}`,
      surveyId: survey.surveyId,
      kind: 'agenda-ready',
      to: facilitator.email,
      name: facilitator.name,
      zone: survey.zone,
      language: 'en',
      invitationId: null,
      cohort: null,
      unsubscribeId: null,
      queue: 'mail',
      dueAt: sendAt(now, survey.zone, survey.meetingAt ?? survey.closesAt),
      attempts: 0,
      outcome: null,
      expiresAtSeconds: expiresAtSeconds(survey, retentionDays('people', 'mail')),
    })
  }
  await store.updateSurvey(survey.surveyId, { status: 'harvested' }, { announcedAt: now }, { done: true })
}
