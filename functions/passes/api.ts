/**
 * `POST /api/passes`: one blind signature for each invitation, which its signer cannot recognise later; and
 * `POST /api/owners`: whether a link is theirs who signed in.
 */
import type { KeyObject } from 'node:crypto'
import * as z from 'zod'
import { ownerRequestSchema, type PassRequest, passRequestSchema } from '../domain/ballot/request.ts'
import { Refusal } from '../domain/refusal.ts'
import { passRefusal } from '../domain/survey/open.ts'
import { operation } from '../http/operation.ts'
import { participantApi } from '../http/participant.ts'
import { sha256Base64url } from '../protocol/digest.ts'
import { blindedFits, blindSign, passKey } from '../protocol/pass.ts'
import { ownerOf, slotOf } from '../protocol/token.ts'
import { signKeysOf } from './keys.ts'
import type { AddressOf } from './sign-in.ts'
import type { PassStore } from './store.ts'

/** A sign-in is most of it: with the groups of its owner it can be some kilobytes long. */
const maximumBodyBytes = 18_000

interface Dependencies {
  readonly store: PassStore
  readonly addressOf: AddressOf
}

/** Refuses `unknown_link`, and whatever keeps a pass from being drawn now. */
const readOpen = async (store: PassStore, surveyId: string, now: string) => {
  const survey = await store.readSurvey(surveyId)
  if (!survey) throw new Refusal('unknown_link')
  const refused = passRefusal(survey, now)
  if (refused) throw new Refusal(refused)
  return survey
}

const confirmOwner = operation({
  method: 'POST',
  path: '/api/owners',
  who: 'participant',
  tag: 'participation',
  summary: 'Says whether a link is theirs who signed in, before anything is written.',
  description:
    'In surveys whose form says `signIn`. It changes nothing, and the answer is the same whether or not the link was used, closed or contested.',
  body: ownerRequestSchema,
  maximumBytes: maximumBodyBytes,
  answers: { 200: z.object({ isOwner: z.literal(true) }) },
  refuses: [
    'unknown_link',
    'sign_in_needed',
    'sign_in_unchecked',
    'not_its_owner',
    'address_not_verified',
    'survey_not_open',
    'survey_closed',
    'survey_cancelled',
  ],
}).handledBy(({ store, addressOf }: Dependencies) => async ({ body: { surveyId, token, idToken }, now }) => {
  const survey = await readOpen(store, surveyId, now)
  if (survey.signIn !== true) throw new Refusal('invalid_body', 'idToken: nobody signs in for this survey')
  const owner = ownerOf(token, await addressOf(idToken))
  if (!(await store.isOwner(surveyId, slotOf(token), owner))) throw new Refusal('not_its_owner')
  return { status: 200, json: { isOwner: true as const } }
})

const issuePass = operation({
  method: 'POST',
  path: '/api/passes',
  who: 'participant',
  tag: 'participation',
  summary: 'Signs one blinded message for an invitation; the same message always gets the same signature.',
  body: passRequestSchema,
  maximumBytes: maximumBodyBytes,
  answers: { 200: z.object({ blindSignature: z.string() }) },
  description:
    'With `contested`, a link that is used is noted as used by somebody else; the answer is the same as without it. A survey whose form says `signIn` takes an ID token of the people’s client in `idToken`, and refuses whoever is not the link’s owner by every link alike; any other survey takes none.',
  refuses: [
    'unknown_link',
    'wrong_cohort',
    'pass_already_issued',
    'sign_in_needed',
    'sign_in_unchecked',
    'not_its_owner',
    'address_not_verified',
    'survey_not_open',
    'survey_closed',
    'survey_cancelled',
  ],
}).handledBy(({ store, addressOf }: Dependencies) => {
  const keyOf = signKeysOf(store)

  const signKey = async (keyId: string): Promise<KeyObject> => {
    const key = await keyOf(keyId)
    // By the row the survey is open. A store that lags has the key not yet; where it was just destroyed, the row says so next.
    if (!key) throw new Refusal('try_again')
    return key
  }

  /** Null where nobody has to sign in. What is signed in is read here and kept nowhere. */
  const askingOwner = async (isAsked: boolean, { token, idToken }: PassRequest): Promise<string | null> => {
    if (isAsked) return ownerOf(token, await addressOf(idToken))
    if (idToken !== undefined) throw new Refusal('invalid_body', 'idToken: nobody signs in for this survey')
    return null
  }

  return async ({ body: request, now }) => {
    const survey = await readOpen(store, request.surveyId, now)
    const cohort = survey.cohorts.find(({ id }) => id === request.cohort)
    const keyId = survey.keys?.sign[request.cohort]
    if (!cohort || !keyId) throw new Refusal('wrong_cohort')

    // A page that knows another protocol would make a message for which no ballot is taken.
    const protocol = survey.protocol ?? 1
    if ((request.protocol ?? 1) !== protocol) throw new Refusal('invalid_body', `protocol: not ${protocol}`)
    // Checked before the slot is marked, because a message that cannot be signed must not use up the invitation.
    const blinded = Buffer.from(request.blinded, 'base64url')
    if (!blindedFits(passKey(cohort.publicKey), blinded)) throw new Refusal('invalid_body', 'blinded: out of range')
    const owner = await askingOwner(survey.signIn === true, request)
    // At the same time: if the signing fails after the slot was marked, the same message can be sent again.
    const [key] = await Promise.all([
      signKey(keyId),
      store.issuePass(request.surveyId, slotOf(request.token), {
        cohort: request.cohort,
        blindedDigest: sha256Base64url(blinded),
        contested: request.contested,
        owner,
      }),
    ])
    const signature = blindSign(key, blinded)
    if (!signature) throw new Error('signature does not verify')
    return { status: 200, json: { blindSignature: Buffer.from(signature).toString('base64url') } }
  }
})

export const passesOperations = [issuePass, confirmOwner] as const

export const passesApi = (store: PassStore, addressOf: AddressOf) =>
  participantApi<Dependencies>(passesOperations, { store, addressOf })
