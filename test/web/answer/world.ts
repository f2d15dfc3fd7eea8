/** One open survey in memory behind the deployed handlers: signs with raw RSA, stores sealed ballots. */
import { toldReader } from '../../../functions/domain/people/reader.ts'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { ballotsApi } from '../../../functions/ballots/api.ts'
import type { Ballot } from '../../../functions/ballots/store.ts'
import type { ListEntry } from '../../../functions/domain/ballot/cohort-list.ts'
import { type BallotContent, ballotContentSchema } from '../../../functions/domain/ballot/ballot.ts'
import { currentProtocol, keysText, sealInfo } from '../../../functions/domain/ballot/texts.ts'
import { keyIdSchema, surveyIdSchema } from '../../../functions/domain/ids.ts'
import { findInstrument } from '../../../functions/domain/instrument/registry.ts'
import type { Link } from '../../../functions/domain/ballot/link.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'
import type { PublicReplies } from '../../../functions/domain/reply/reply.ts'
import type { NamedReader, SurveyStatus } from '../../../functions/domain/ballot/bulletin.ts'
import { type ParticipantAnswer, type ParticipantEvent, answering } from '../../../functions/http/participant.ts'
import { passesApi } from '../../../functions/passes/api.ts'
import { sha256Base64url } from '../../../functions/protocol/digest.ts'
import { sealListEntry } from '../../../functions/protocol/cohort-list.ts'
import { encryptPageNames } from '../../../functions/protocol/names.ts'
import { derivedPublicKey, makeSealKey, opener } from '../../../functions/protocol/seal.ts'
import type { PassStore } from '../../../functions/passes/store.ts'
import type { AddressOf } from '../../../functions/passes/sign-in.ts'
import { cohortSecret, invitationToken, ownerOf, slotOf } from '../../../functions/protocol/token.ts'

/** What happens to a call: it gets through, never arrives, or its reply is lost. */
export type Fate = 'through' | 'request-lost' | 'reply-lost'

export interface World {
  readonly surveyId: string
  readonly links: readonly Link[]
  readonly slots: Map<string, { cohort: string; issued?: string }>
  readonly ballots: Map<string, Ballot>
  readonly calls: { method: string; path: string; body: string }[]
  readonly open: (ballot: Ballot) => Promise<BallotContent>
  readonly handle: (method: string, path: string, body: string) => Promise<ParticipantAnswer>
  readonly fetch: typeof fetch
  now: number
  closesAt: string
  title: string
  status: SurveyStatus
  /** Published receipts; null before the harvest. */
  serials: string[] | null
  /** For a pulse, published beside them. */
  result: object | null
  /** Of what was answered before it opened, the latest quarter; null where nothing was. */
  replied: string | null
  /** What leadership answered. */
  replies: PublicReplies
  terms: Record<string, { text: string; hash: string }>
  /** The model that the terms name; null where none reads. */
  reader: NamedReader | null
  /** Null in a survey that opened under the first. */
  readonly protocol: number | null
  /** What a server says the key of the lists is, where it is not what the links stand for. */
  swappedListKey: string | null
  /** Of the list of whom one is counted among. */
  list: ListEntry[]
  /** Entries beside them that no link opens. */
  forged: string[]
  /** Who may use each link, where the survey asks its people to sign in; null where it does not. */
  owners: readonly string[] | null
  /** Whom an ID token is of: here the text between its dots. */
  addressOf: AddressOf
  fate: (method: string, path: string) => Fate
}

const jsonOf = (value: unknown): ParticipantAnswer => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

const id = (prefix: string) => `${prefix}_${randomBytes(8).toString('hex')}`

export const termsOf = (text: string) => ({ en: { text, hash: sha256Base64url(text) } })

/** Three people invited to a pre-meeting survey with its meeting in two days; or to a pulse, beside another group. */
export const createWorld = async (
  terms = 'Fictional terms.',
  instrumentId = 'pre-meeting-1',
  /** Null for the first. */
  protocol: number | null = currentProtocol,
): Promise<World> => {
  const surveyId = surveyIdSchema.parse(id('srv'))
  const signKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const publicKey = signKey.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url')
  const seal = await makeSealKey()
  const linkKey = randomBytes(32)
  const instrument = findInstrument(instrumentId)
  if (!instrument) throw new RangeError('no such instrument')
  const isPulse = instrument.kind === 'pulse'
  const cohort = isPulse ? 'group-2' : 'all'
  const secret = cohortSecret(linkKey, surveyId, cohort)
  const listKey = await derivedPublicKey(secret)
  const groups = [
    { id: 'group-1', publicKey, label: 'Billing', invited: 9 },
    { id: cohort, publicKey, label: 'Platform', invited: 14, listKey },
  ]
  const cohorts = isPulse ? groups : [{ id: cohort, publicKey, listKey }]
  const keysHash = sha256Base64url(
    keysText({ surveyId, sealKey: seal.publicKey, cohorts, protocol: protocol ?? undefined }),
  )
  const slots: World['slots'] = new Map()
  const links = Array.from({ length: 3 }, () => {
    const token = invitationToken(linkKey, surveyId, id('inv'))
    slots.set(slotOf(token), { cohort })
    return { surveyId, cohort, token, keysHash, namesKey: secret }
  })
  const names = encryptPageNames(secret, surveyId, {
    people: [
      { name: 'Robin Sample', email: 'robin@example.org' },
      { name: 'Kim Placeholder', email: 'kim@example.org' },
    ],
    readers: [toldReader('Dana Example', ''), toldReader('Sam Fictional', '')],
  })

  const world: World = {
    surveyId,
    links,
    slots,
    ballots: new Map(),
    calls: [],
    now: Date.now(),
    closesAt: new Date(Date.now() + 47 * 3_600_000).toISOString(),
    title: isPulse ? 'Q4 2026' : 'Checkout answered slowly for two hours',
    status: 'open',
    serials: null,
    result: null,
    replied: null,
    replies: [],
    terms: termsOf(terms),
    reader: null,
    protocol,
    swappedListKey: null,
    list: [
      {
        people: [
          { id: 'inv_1', name: 'Robin Sample', email: 'robin@example.org' },
          { id: 'inv_2', name: 'Kim Placeholder', email: 'kim@example.org' },
          { id: 'inv_3', name: '', email: 'lee@example.org' },
        ],
        more: 0,
        batches: [],
        gone: [],
        withdrawn: [],
      },
    ],
    forged: [],
    owners: null,
    addressOf: async idToken => {
      const address = idToken?.split('.')[1]
      if (!address || address === 'expired') throw new Refusal('sign_in_needed')
      return `${address}@example.org`
    },
    fate: () => 'through',
    open: async ballot => {
      const read = await opener(seal.privateKey)
      const plain = await read({ info: sealInfo(surveyId, ballot.cohort), about: ballot.serial }, ballot.sealed)
      return ballotContentSchema.parse(JSON.parse(new TextDecoder().decode(plain ?? new Uint8Array())))
    },
    handle: async (method, path, body) => {
      const event: ParticipantEvent = {
        routeKey: `${method} ${path
          .replace(/^\/api\/surveys\/[^/]+/, '/api/surveys/{id}')
          .replace(/cohorts\/[^/]+/, 'cohorts/{cohort}')}`,
        body,
        pathParameters: { id: path.split('/')[3], cohort: path.split('/')[5] },
        requestContext: { timeEpoch: world.now, requestId: 'request', http: { method, path } },
      }
      if (path === '/api/you-said') return jsonOf(world.replies)
      const route =
        path === '/api/passes' || path === '/api/owners'
          ? passes
          : path.startsWith('/api/receipts/')
            ? receipts
            : ballots
      return answering(route, error => {
        throw error
      })(event)
    },
    fetch: async (input, init) => {
      const method = init?.method ?? 'GET'
      const path = new URL(input instanceof Request ? input.url : input, 'http://localhost').pathname
      const body = typeof init?.body === 'string' ? init.body : ''
      const fate = world.fate(method, path)
      if (fate === 'request-lost') throw new TypeError('network')
      world.calls.push({ method, path, body })
      const answered = await world.handle(method, path, body)
      if (fate === 'reply-lost') throw new TypeError('network')
      return new Response(answered.body, { status: answered.statusCode, headers: answered.headers })
    },
  }

  const ownerAt = (slot: string): string => {
    const own = links.findIndex(({ token }) => slotOf(token) === slot)
    return ownerOf(links[own]?.token ?? '', world.owners?.[own] ?? '')
  }

  const passStore: PassStore = {
    readSurvey: async asked => {
      if (asked !== surveyId) return null
      const { status, closesAt } = world
      const signIn = world.owners ? { signIn: true } : {}
      const row = { status, closesAt, cohorts, ...(protocol === null ? {} : { protocol }), ...signIn }
      return { ...row, keys: { link: key('a'), seal: key('b'), sign: { [cohort]: key('c') } } }
    },
    listSignKeys: async () => [key('c')],
    readSignKeys: async keyIds =>
      new Map(keyIds.map(id => [id, signKey.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()])),
    readSignKey: async () => null,
    isOwner: async (_, slot, owner) => owner === ownerAt(slot),
    issuePass: async (_, slot, { cohort, blindedDigest, owner }) => {
      const row = slots.get(slot)
      if (owner !== null && owner !== ownerAt(slot)) throw new Refusal('not_its_owner')
      if (!row) throw new Refusal('unknown_link')
      if (row.cohort !== cohort) throw new Refusal('wrong_cohort')
      if (row.issued && row.issued !== blindedDigest) throw new Refusal('pass_already_issued')
      row.issued = blindedDigest
    },
  }
  const passes = passesApi(passStore, idToken => world.addressOf(idToken))

  const ballots = (event: ParticipantEvent) =>
    // A new handler each time: a cached row would hide a change that the test makes.
    ballotsApi({
      readSurvey: async asked =>
        asked === surveyId
          ? {
              surveyId,
              kind: instrument.kind,
              status: world.status,
              title: world.title,
              startedAt: isPulse ? null : new Date(world.now - 3 * 86_400_000).toISOString(),
              meetingAt: isPulse ? null : new Date(Date.parse(world.closesAt) + 3_600_000).toISOString(),
              groupMinimum: 5,
              zone: 'Europe/Berlin',
              closesAt: world.closesAt,
              invited: isPulse ? 23 : links.length,
              ...(world.protocol === null ? {} : { protocol: world.protocol }),
              instrument: instrument.id,
              cohorts: cohorts.map(one => (world.swappedListKey ? { ...one, listKey: world.swappedListKey } : one)),
              addedChunks: [],
              sealKey: seal.publicKey,
              keysHash,
              sealedBytes: instrument.sealedBytes,
              terms: world.terms,
              ...(world.reader ? { reader: world.reader } : {}),
              ...(world.owners ? { signIn: true } : {}),
              ...(world.replied ? { replied: world.replied } : {}),
              pageNames: isPulse ? null : names,
            }
          : null,
      readList: async () => [
        ...(await Promise.all(world.list.map(entry => sealListEntry(listKey, surveyId, cohort, entry)))),
        ...world.forged,
      ],
      castBallot: async (ballot, replaces) => {
        const stored = world.ballots.get(ballot.serial)
        const isOther = stored && stored.digest !== replaces && stored.digest !== ballot.digest
        if (isOther || (stored?.number ?? 0) > (ballot.number ?? 0)) throw new Refusal('ballot_changed')
        world.ballots.set(ballot.serial, ballot)
      },
    })(event)

  const receipts = async (): Promise<ParticipantAnswer> => {
    if (!world.serials) throw new Refusal('not_harvested')
    const { serials } = world
    const count = serials.length
    const counts = { invited: links.length, issued: count, cast: count, counted: count }
    const digests = serials.map(serial => world.ballots.get(serial)?.digest ?? '')
    return jsonOf({ serials, digests, ...counts, ...(world.result ? { result: world.result } : {}) })
  }
  return world
}

const key = (letter: string) => keyIdSchema.parse(`key_${letter.repeat(16)}`)
