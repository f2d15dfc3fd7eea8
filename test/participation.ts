/** An open survey with its keys at hand, and a participant who uses another RFC 9474 implementation. */
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import type { BallotContent } from '../functions/domain/ballot/ballot.ts'
import { currentProtocol, isSigned, keysText, padContent, passContext } from '../functions/domain/ballot/texts.ts'
import type { Survey } from '../functions/domain/survey/survey.ts'
import { answering, type ParticipantAnswer, type ParticipantEvent } from '../functions/http/participant.ts'
import { sha256Base64url } from '../functions/protocol/digest.ts'
import { makeSealKey } from '../functions/protocol/seal.ts'
import { invitationToken, slotOf } from '../functions/protocol/token.ts'
import { everyOperation } from '../functions/calls/operations.ts'
import { requireDeclared } from './declared.ts'
import { ownKey, type Pass, signedRow } from './signed.ts'
import { closesAt, putSurvey, surveyRow } from './survey.ts'

const suite = RSABSSA.SHA384.PSS.Randomized()
const ids = { link: 'key_aaaaaaaaaaaaaaaa', seal: 'key_bbbbbbbbbbbbbbbb', sign: 'key_cccccccccccccccc' }

export interface OpenSurvey {
  readonly survey: Survey
  readonly link: Uint8Array
  readonly sealKeys: { publicKey: string; privateKey: string }
  readonly signKey: KeyObject
  readonly parameters: Map<string, string>
}

/** The row, the three keys as parameters, and `invited` slots. */
export const openSurveyWith = async (
  client: DynamoDBDocumentClient,
  invited: number,
  changes: Partial<Record<keyof Survey, unknown>> = {},
): Promise<OpenSurvey> => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const sealKeys = await makeSealKey()
  const link = new Uint8Array(randomBytes(32))
  const cohorts = [{ id: 'all', publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url') }]
  const id = 'srv_aaaaaaaaaaaaaaaa'
  const survey = surveyRow({
    surveyId: id,
    status: 'open',
    invited,
    keys: { link: ids.link, seal: ids.seal, sign: { all: ids.sign } },
    cohorts,
    sealKey: sealKeys.publicKey,
    protocol: currentProtocol,
    keysHash: sha256Base64url(
      keysText({ surveyId: id, sealKey: sealKeys.publicKey, cohorts, protocol: currentProtocol }),
    ),
    terms: { en: { text: 'terms', hash: sha256Base64url('terms') } },
    ...changes,
  })
  await putSurvey(client, survey)
  const parameters = new Map([
    [`/murmur/link/${ids.link}`, Buffer.from(link).toString('base64url')],
    [`/murmur/sign/${ids.sign}`, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    [`/murmur/seal/${ids.seal}`, sealKeys.privateKey],
  ])
  for (let index = 0; index < invited; index += 1) {
    const Item = { surveyId: survey.surveyId, slot: slotOf(tokenFor(link, survey, index)), cohort: 'all' }
    await client.send(new PutCommand({ TableName: 'slots', Item }))
  }
  return { survey, link, sealKeys, signKey: privateKey, parameters }
}

export const tokenFor = (link: Uint8Array, survey: Survey, index: number): string =>
  invitationToken(link, survey.surveyId, `inv_${String(index).padStart(16, '0')}`)

export const justBefore = new Date(Date.parse(closesAt) - 1000).toISOString()

/** What a test means by a method alone; any other call is named by its route. */
const routes: Readonly<Record<string, string>> = {
  POST: 'POST /api/passes',
  PUT: 'PUT /api/ballots',
  GET: 'GET /api/surveys/{id}/form',
}

export const event = (method: string, body: unknown, at = justBefore, id?: string): ParticipantEvent => ({
  routeKey: routes[method] ?? method,
  ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  ...(id === undefined ? {} : { pathParameters: { id } }),
  requestContext: { timeEpoch: Date.parse(at), requestId: 'request-1', http: { method, path: '/' } },
})

/** The handler as deployed, with its reports of errors that are not refusals. */
export const asDeployed = (handle: (event: ParticipantEvent) => Promise<ParticipantAnswer>) => {
  const reports: string[] = []
  const handler = answering(handle, error => reports.push(error.name))
  const call = async (...call: Parameters<typeof event>) => {
    const { statusCode: status, body: text, headers } = await handler(event(...call))
    const body = JSON.parse(text)
    const [method, path = ''] = (routes[call[0]] ?? call[0]).split(' ')
    const contentType = headers['content-type'] ?? ''
    requireDeclared(everyOperation, method ?? '', path, { status, contentType, text, json: body, code: body.code })
    return { status, body, headers }
  }
  return { call, reports }
}

export interface Blinded {
  readonly message: Uint8Array
  /** Whose public half is in the message. */
  readonly own: KeyObject
  readonly inverse: Uint8Array
  readonly blinded: string
}

const webKeyOf = (survey: Survey, cohort: string) =>
  crypto.subtle.importKey(
    'spki',
    Buffer.from(survey.cohorts.find(({ id }) => id === cohort)?.publicKey ?? '', 'base64url'),
    { name: 'RSA-PSS', hash: 'SHA-384' },
    true,
    ['verify'],
  )

export const blindMessage = async (survey: Survey, cohort = 'all'): Promise<Blinded> => {
  const { own, point } = ownKey()
  const inner = Buffer.concat([Buffer.from(passContext(survey.surveyId, cohort)), point])
  const message = suite.prepare(inner)
  const { blindedMsg, inv } = await suite.blind(await webKeyOf(survey, cohort), message)
  return { message, own, inverse: inv, blinded: Buffer.from(blindedMsg).toString('base64url') }
}

export const finalize = async (survey: Survey, blinded: Blinded, blindSignature: string): Promise<Uint8Array> =>
  suite.finalize(
    await webKeyOf(survey, 'all'),
    blinded.message,
    Buffer.from(blindSignature, 'base64url'),
    blinded.inverse,
  )

export const content = (text: string, changes: Partial<BallotContent> = {}): BallotContent => ({
  instrument: 'pre-meeting-1',
  language: 'en',
  pseudonym: 'Quiet Heron',
  signature: null,
  answers: { saw: { text, choice: 'verbatim' } },
  ...changes,
})

/** The body of `PUT /api/ballots`; without a signature of its own where the survey asks for none. */
export const ballotBody = async (
  survey: Survey,
  pass: Pass,
  said: BallotContent,
  replaces: string | null = null,
  number = 1,
) => {
  const { surveyId } = survey
  const sealing = { surveyId, sealPublicKey: survey.sealKey ?? '' }
  const row = await signedRow(pass, sealing, padContent(said, survey.sealedBytes), number)
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
  return {
    surveyId,
    cohort: 'all',
    message: text(row.message),
    signature: text(row.pass),
    sealed: text(row.sealed),
    replaces,
    ...(isSigned(survey) ? { number, proof: text(row.proof) } : {}),
  }
}

export const digestOf = (body: { sealed: string }): string => sha256Base64url(Buffer.from(body.sealed, 'base64url'))
