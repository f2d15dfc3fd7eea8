/** `POST /api/surveys/{id}/participants`: people who were forgotten, before the survey opens or while it is open. */
import { wholeCohort } from '../domain/ballot/texts.ts'
import { invitationOf, invitationsPerChunk } from '../domain/people/invitation.ts'
import type { PersonInput } from '../domain/people/person.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  distinctPeople,
  participantsAddedSchema,
  participantsInputSchema,
  requireAddresses,
} from '../domain/survey/request.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { parseBody, parseJson } from '../http/body.ts'
import { operation } from '../http/operation.ts'
import { sealNames } from '../protocol/names.ts'
import { invitationIdOf } from '../protocol/token.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import { attempts, readOwnSurvey, requireChangeable, surveyParameter } from './own-survey.ts'
import { enrol } from './people.ts'

type Dependencies = Pick<OrganiseDependencies, 'store' | 'random'>

/** Null if the row changed in the meantime, so that everything has to be read again. */
type Outcome = { readonly invited: number; readonly added: number } | null

const beforeOpening = async (
  { store, random }: Dependencies,
  survey: Survey,
  people: readonly PersonInput[],
): Promise<Outcome> => {
  const { emails, chunks } = await store.readParticipants(survey.surveyId)
  const known = new Set(emails)
  const fresh = people.filter(({ email }) => !known.has(email))
  await enrol(store, random, fresh)
  const addresses = fresh.map(({ email }) => email)
  if (!(await store.addParticipants(survey, addresses, chunks))) return null
  const invited = known.size + fresh.length
  if (invited !== survey.invited && !(await store.countParticipants(survey, invited))) return null
  return { invited, added: fresh.length }
}

const whileOpen = async (
  { store, random }: Dependencies,
  survey: Survey,
  people: readonly PersonInput[],
  drawChunkId: (index: number) => string,
): Promise<Outcome> => {
  const known = await store.readInvited(survey)
  const fresh = people.filter(({ email }) => !known.has(email))
  if (fresh.length === 0) return { invited: survey.invited, added: 0 }
  const roster = await enrol(store, random, fresh)
  const invitations = fresh.flatMap(({ email }) => {
    const person = roster.get(email)
    return person ? [invitationOf(person, wholeCohort, invitationIdOf(survey.surveyId, email))] : []
  })
  const chunks = Math.ceil(invitations.length / invitationsPerChunk)
  const chunkIds = Array.from({ length: chunks }, (_, index) => drawChunkId(index))
  await store.putAdditions(survey, chunkIds, invitations)
  // The harvest redacts their names like everybody's, and until then nobody can read the names from the bulletin.
  const names = invitations.map(({ name, email }) => ({ name, email }))
  const sealedNames = await sealNames(survey.sealKey ?? '', survey.surveyId, names)
  if (!(await store.commitAdditions(survey, chunkIds, invitations.length, sealedNames))) return null
  return { invited: survey.invited + invitations.length, added: invitations.length }
}

const participantsIn = (text: string) => {
  const raw = parseJson(text)
  requireAddresses(raw)
  return parseBody(participantsInputSchema, raw)
}

/** Refuses `try_again` during the minute in which the list is being frozen. */
export const addParticipants = operation({
  method: 'POST',
  path: '/api/surveys/{id}/participants',
  who: 'facilitator',
  tag: 'surveys',
  summary: 'Invites people who were forgotten; those already invited are passed over.',
  description: 'Sending the same list again adds nobody. A pulse invites everybody and takes no additions.',
  parameters: { id: surveyParameter },
  body: participantsInputSchema,
  reads: participantsIn,
  answers: { 200: participantsAddedSchema },
  refuses: [
    'address_missing',
    'survey_closed',
    'survey_cancelled',
    'review_cancelled',
    'survey_not_open',
    'changed_meanwhile',
  ],
  example: { body: { participants: ['ann@example.com'] }, answer: { invited: 7, added: 1 } },
}).handledBy((dependencies: Dependencies) => async request => {
  const people = distinctPeople(request.body.participants)
  const chunkIds: string[] = []
  const drawChunkId = (index: number): string =>
    (chunkIds[index] ??= Buffer.from(dependencies.random(12)).toString('base64url'))

  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { survey, review } = await readOwnSurvey(dependencies.store, request)
    requireChangeable(survey, review, request.now)
    if (survey.kind === 'pulse') throw new Refusal('survey_not_open', 'A pulse asks everybody on the roster.')
    if (survey.status === 'opening') throw new Refusal('try_again', 'The survey is being opened; that takes a minute.')
    const outcome =
      survey.status === 'scheduled'
        ? await beforeOpening(dependencies, survey, people)
        : await whileOpen(dependencies, survey, people, drawChunkId)
    if (outcome) return { status: 200, json: outcome }
  }
  throw new Refusal('changed_meanwhile')
})
