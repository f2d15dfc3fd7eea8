/** What participants read of an open survey, and their sealed ballots. */
import type { KeyObject } from 'node:crypto'
import * as z from 'zod'
import { type Form, formSchema } from '../domain/ballot/ballot.ts'
import { encapsulationBytes, isSigned, tagBytes } from '../domain/ballot/texts.ts'
import { ballotRequestSchema } from '../domain/ballot/request.ts'
import { cohortIdSchema, surveyIdSchema } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import { ballotRefusal, passRefusal } from '../domain/survey/open.ts'
import { operation, parameter } from '../http/operation.ts'
import { participantApi } from '../http/participant.ts'
import { sha256Base64url } from '../protocol/digest.ts'
import { faultOf, messageIsFor, passIsValid, passKey, serialOf } from '../protocol/pass.ts'
import type { BallotStore, OpenSurvey } from './store.ts'

/** 16 KiB of sealed bytes, the signature and the message, all in base64url. */
const maximumBodyBytes = 26_000

/**
 * How long ballots may be checked against a row read earlier. Keys and sizes never change while a survey is open, the
 * row is read again before anybody is refused because of the closing time, and a ballot taken just after a cancellation
 * is destroyed with the rest.
 */
const rememberedMilliseconds = 20_000
const rememberedSurveys = 50

interface Remembered {
  readonly survey: OpenSurvey
  readonly readAt: number
  readonly keys: Map<string, KeyObject>
}

const formOf = (survey: OpenSurvey): Form => {
  const { en } = survey.terms
  if (!survey.sealKey || !survey.keysHash || !en) throw new Refusal('survey_not_open')
  const { surveyId, kind, title, startedAt, meetingAt, zone, closesAt, invited, instrument, protocol } = survey
  const { cohorts, groupMinimum, sealKey, keysHash, sealedBytes, terms, pageNames } = survey
  const facts = { surveyId, kind, title, startedAt, meetingAt, zone, closesAt, invited, instrument }
  const keys = { cohorts, sealKey, keysHash, sealedBytes }
  const read = { ...(survey.reader ? { isRead: true } : {}), ...(survey.signIn ? { signIn: true } : {}) }
  const replied = survey.replied === undefined ? {} : { replied: survey.replied }
  const made = protocol === undefined ? {} : { protocol }
  const dated = survey.startedOn === undefined ? {} : { startedOn: survey.startedOn }
  return {
    ...facts,
    groupMinimum,
    ...keys,
    terms: en,
    termsByLanguage: terms,
    names: pageNames,
    ...read,
    ...made,
    ...replied,
    ...dated,
  }
}

/** The open surveys that this process has read. */
const openSurveys = (store: BallotStore) => {
  const remembered = new Map<string, Remembered>()

  const read = async (surveyId: string, now: number): Promise<Remembered> => {
    const survey = await store.readSurvey(surveyId)
    if (!survey) throw new Refusal('unknown_survey')
    const fresh = { survey, readAt: now, keys: new Map<string, KeyObject>() }
    if (remembered.size >= rememberedSurveys) remembered.clear()
    remembered.set(surveyId, fresh)
    return fresh
  }

  const openFor = async (surveyId: string, now: string): Promise<Remembered> => {
    const known = remembered.get(surveyId)
    const fresh = known && Math.abs(Date.parse(now) - known.readAt) < rememberedMilliseconds
    if (fresh && !ballotRefusal(known.survey, now)) return known
    const current = await read(surveyId, Date.parse(now))
    const refused = ballotRefusal(current.survey, now)
    if (refused) throw new Refusal(refused)
    return current
  }

  return { read, openFor }
}

interface Dependencies {
  readonly store: BallotStore
  readonly surveys: ReturnType<typeof openSurveys>
}

const readForm = operation({
  method: 'GET',
  path: '/api/surveys/{id}/form',
  who: 'participant',
  tag: 'participation',
  summary: 'What the participant’s page needs of an open survey.',
  parameters: { id: parameter(surveyIdSchema, 'unknown_survey') },
  answers: { 200: formSchema },
  description: 'After the close `takesBallots` says that whoever has a pass may still send, for ten minutes.',
  refuses: ['survey_not_open', 'survey_closed', 'survey_cancelled'],
}).handledBy(({ surveys }: Dependencies) => async ({ params, now }) => {
  const { survey } = await surveys.read(params.id, Date.parse(now))
  const refused = passRefusal(survey, now)
  // The page knows no clock but its device's: whoever has a pass is told whether it is still good for anything.
  if (refused) throw new Refusal(refused, undefined, ballotRefusal(survey, now) ? {} : { takesBallots: true })
  return { status: 200, json: formOf(survey) }
})

const readList = operation({
  method: 'GET',
  path: '/api/surveys/{id}/cohorts/{cohort}/list',
  who: 'participant',
  tag: 'participation',
  summary: 'Whom one is counted among: sealed entries, which a link of the cohort opens.',
  description: 'Until the close. Empty for surveys that opened before there was a list.',
  parameters: { id: parameter(surveyIdSchema, 'unknown_survey'), cohort: parameter(cohortIdSchema, 'wrong_cohort') },
  answers: { 200: z.object({ entries: z.array(z.string()) }) },
  refuses: ['survey_not_open', 'survey_closed', 'survey_cancelled'],
}).handledBy(({ store, surveys }: Dependencies) => async ({ params, now }) => {
  const { survey } = await surveys.read(params.id, Date.parse(now))
  const refused = passRefusal(survey, now)
  if (refused) throw new Refusal(refused)
  const cohort = survey.cohorts.find(({ id }) => id === params.cohort)
  if (!cohort) throw new Refusal('wrong_cohort')
  return { status: 200, json: { entries: cohort.listKey ? await store.readList(survey, cohort.listKey) : [] } }
})

const receiptSchema = z.object({ receipt: z.string() })

const castBallot = operation({
  method: 'PUT',
  path: '/api/ballots',
  who: 'participant',
  tag: 'participation',
  summary: 'Casts or replaces a sealed ballot; 200 instead of 201 when it replaces one.',
  body: ballotRequestSchema,
  maximumBytes: maximumBodyBytes,
  answers: { 201: receiptSchema, 200: receiptSchema },
  refuses: [
    'unknown_survey',
    'wrong_cohort',
    'invalid_signature',
    'ballot_malformed',
    'ballot_changed',
    'survey_not_open',
    'survey_closed',
    'survey_cancelled',
  ],
}).handledBy(({ store, surveys }: Dependencies) => async ({ body: request, now }) => {
  const { survey, keys } = await surveys.openFor(request.surveyId, now)
  const cohort = survey.cohorts.find(({ id }) => id === request.cohort)
  if (!cohort) throw new Refusal('wrong_cohort')

  const message = Buffer.from(request.message, 'base64url')
  const pass = Buffer.from(request.signature, 'base64url')
  const sealed = Buffer.from(request.sealed, 'base64url')
  if (sealed.length !== encapsulationBytes + survey.sealedBytes + tagBytes) throw new Refusal('ballot_malformed')
  const key = keys.get(cohort.id) ?? passKey(cohort.publicKey)
  keys.set(cohort.id, key)

  const serial = serialOf(message)
  const ballot = { surveyId: request.surveyId, serial, cohort: request.cohort, digest: sha256Base64url(sealed) }
  if (!isSigned(survey)) {
    const { surveyId, cohort: asked } = request
    const fits = messageIsFor(message, surveyId, asked) && passIsValid(key, message, pass)
    if (!fits) throw new Refusal('invalid_signature')
    await store.castBallot({ ...ballot, sealed }, request.replaces)
  } else {
    const { number } = request
    const proof = request.proof === undefined ? undefined : Buffer.from(request.proof, 'base64url')
    const signed = { ...ballot, message, pass, number, proof }
    // The very check that the harvest makes: what is taken here is counted there.
    if (faultOf(key, signed)) throw new Refusal('invalid_signature')
    await store.castBallot({ ...signed, sealed }, request.replaces)
  }
  return { status: request.replaces === null ? 201 : 200, json: { receipt: serial } }
})

export const ballotsOperations = [readForm, readList, castBallot] as const

export const ballotsApi = (store: BallotStore) =>
  participantApi<Dependencies>(ballotsOperations, { store, surveys: openSurveys(store) })
