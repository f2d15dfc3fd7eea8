/**
 * `POST /api/surveys/{id}/record`: mails the record of a review's meeting to everybody on the frozen list of its
 * survey. The letter already exists and says the same to everybody. Each call handles a limited number of addresses,
 * and each mail has a fixed id.
 */
import { recordMailInputSchema, recordMailSchema } from '../domain/review/record.ts'
import { Refusal } from '../domain/refusal.ts'
import { operation } from '../http/operation.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { toldInvited } from '../records/told-mail.ts'
import { letter as letterKind } from '../records/people.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import { readOwnSurvey, surveyParameter } from './own-survey.ts'

/** Chunks of 100 invitations. */
const chunksPerCall = 5

/** Refuses `survey_not_open` if nobody has been invited yet. */
export const mailRecord = operation({
  method: 'POST',
  path: '/api/surveys/{id}/record',
  who: 'facilitator',
  tag: 'reviews',
  summary: 'Mails a letter of the record to everybody invited to the review’s survey.',
  description: 'A limited number in each call, starting at `from`. Sent again, nobody is mailed twice.',
  parameters: { id: surveyParameter },
  body: recordMailInputSchema,
  trace: { act: 'record-mailed', about: 'survey', counts: ['mailed'] },
  answers: { 200: recordMailSchema },
  refuses: ['unknown_letter', 'survey_not_open'],
}).handledBy(({ store }: OrganiseDependencies) => async request => {
  const { letter, from } = request.body
  const { survey, review } = await readOwnSurvey(store, request, 'see')
  if (!review) throw new Refusal('unknown_survey')
  const written = await store.readLetter(review.id, letter)
  if (!written) throw new Refusal('unknown_letter')
  if (!survey.roster) throw new Refusal('survey_not_open')

  const { surveyId } = survey
  const { now } = request
  const chunks = await store.readChunks(survey, now)
  if (!chunks) throw new Refusal('survey_not_open')
  await store.keepLetter(surveyId, written, expiresAtSeconds(letterKind, now))
  const gone = new Set((await store.readListChanges(surveyId))?.withdrawn.map(({ invitationId }) => invitationId))
  const mails = chunks
    .slice(from, from + chunksPerCall)
    .flat()
    .filter(({ invitationId }) => !gone.has(invitationId))
    .map(person => toldInvited(survey, person, { version: letter, told: { kind: 'record', surveyId, letter }, now }))
  await store.queueMails(mails)
  // Only now, and only if it goes to somebody: from here on whoever signs in reads it in the library.
  if (mails.length > 0) await store.markMailed(review.id, letter, now)
  const next = from + chunksPerCall
  return { status: 200, json: { mailed: mails.length, next: next < chunks.length ? next : null } }
})
