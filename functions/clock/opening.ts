/** From scheduled to open: the list is frozen, keys are made, and public halves, terms and names are published. */
import { randomBytes } from 'node:crypto'
import { currentProtocol, wholeCohort, keysText } from '../domain/ballot/texts.ts'
import * as ids from '../domain/ids.ts'
import { findInstrument } from '../domain/instrument/registry.ts'
import { type Invitation, invitationOf, invitationsPerChunk } from '../domain/people/invitation.ts'
import { languages } from '../domain/language/language.ts'
import { onePerMailbox } from '../domain/people/mailbox.ts'
import type { Addressee } from '../domain/people/addressee.ts'
import { answeredUntil } from '../domain/reply/reply.ts'
import { minimumFor, missingIn } from '../domain/survey/minimum.ts'
import { withoutNames } from '../domain/survey/life.ts'
import { promisedDays } from '../domain/survey/open.ts'
import { givesWay } from '../domain/survey/pulse-distance.ts'
import { freezeCohorts } from '../domain/survey/pulse-cohorts.ts'
import type { NamedReader, Terms } from '../domain/ballot/bulletin.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { type RoleUser, termsText } from '../domain/terms/terms.ts'
import { sha256Base64url, termsReader } from '../protocol/digest.ts'
import { encryptPageNames, sealNames } from '../protocol/names.ts'
import { cohortSecret, invitationIdOf } from '../protocol/token.ts'
import { ballot } from '../records/ballots.ts'
import { retentionDays } from '../records/kind.ts'
import { mail } from '../records/mail.ts'
import { chunkName, chunksOf, invitations as invitationKind } from '../records/people.ts'
import { slot } from '../records/slots.ts'
import { survey as surveyKind } from '../records/survey.ts'
import { knownHandings } from './handings.ts'
import { sealLists } from './cohort-lists.ts'
import type { ClockKeys, PickedKeys } from './keys.ts'
import { fitOnRow, namesForPage, sealRoster } from './names.ts'
import type { ClockStore } from './store.ts'

const invite = ({ surveyId }: Survey, person: Addressee, cohort: string): Invitation =>
  invitationOf(person, cohort, invitationIdOf(surveyId, person.email))

/**
 * The people to invite as things stand now, each with the cohort they report under, and each mailbox once. A pulse
 * invites the whole roster.
 */
const listOf = async (store: ClockStore, survey: Survey) => {
  if (survey.kind === 'pre-meeting') {
    const asked = await store.readParticipants(survey.surveyId)
    const people = survey.synthetic === undefined ? onePerMailbox(asked) : asked
    return { invitations: people.map(person => invite(survey, person, wholeCohort)), cohorts: null }
  }
  const people = onePerMailbox(await store.readRoster())
  const { cohorts, cohortOf } = freezeCohorts(people.map(({ group }) => group))
  return {
    invitations: people.map(person => invite(survey, person, cohortOf(person.group))),
    cohorts: [...cohorts],
  }
}

/**
 * The first step: freezes the list, in chunks under a fresh run id that a single write commits. A run that is overtaken
 * leaves chunks that nobody reads and that expire like the others. A pulse that would invite nobody is cancelled, and so
 * is one that another pulse is too near to, however either came to be. A review's survey waits as long as too few are
 * asked for anything of it to be filed; nobody is asked for words that could not be shown.
 */
export const freezeRoster = async (store: ClockStore, survey: Survey, now: string): Promise<void> => {
  const unchanged = { status: 'scheduled', closesAt: survey.closesAt, invited: survey.invited } as const
  if (survey.kind === 'pulse' && givesWay(survey, await store.listPulses())) {
    await store.updateSurvey(survey.surveyId, unchanged, { status: 'cancelled', cancelledAt: now })
    return
  }
  const { invitations, cohorts } = await listOf(store, survey)
  if (invitations.length === 0 && survey.kind === 'pulse') {
    await store.updateSurvey(survey.surveyId, unchanged, { status: 'cancelled', cancelledAt: now, invited: 0 })
    return
  }
  const readers = survey.reviewId ? await store.readReaders(survey.reviewId) : null
  const shortBy = missingIn(
    survey,
    invitations.map(({ email }) => email),
    readers,
  )
  if (survey.kind === 'pre-meeting' && shortBy > 0) {
    const isOver = Date.parse(now) >= Date.parse(survey.closesAt)
    const end = { status: 'cancelled', cancelledAt: now, meetingStands: true } as const
    if (isOver || survey.shortBy !== shortBy)
      await store.updateSurvey(survey.surveyId, unchanged, isOver ? end : { shortBy })
    return
  }
  const run = ids.runId(randomBytes(16))
  const chunks = Math.ceil(invitations.length / invitationsPerChunk)
  for (let index = 0; index < chunks; index += 1) {
    const part = invitations.slice(index * invitationsPerChunk, (index + 1) * invitationsPerChunk)
    await store.freezeChunk(survey, run, chunkName(index), part)
  }
  await store.updateSurvey(
    survey.surveyId,
    // `invited` changes when somebody is added after the row was read; the next run then freezes the longer list.
    unchanged,
    {
      status: 'opening',
      roster: { run, chunks, ...(cohorts ? { cohorts } : {}) },
      invited: invitations.length,
      shortBy: null,
      // As long as it waited nobody was asked: a reminder is counted from here.
      ...(survey.shortBy ? { opensAt: now } : {}),
    },
  )
}

const pickKeys = (cohorts: readonly string[]): PickedKeys => {
  const pick = () => ids.keyId(randomBytes(16))
  return { link: pick(), seal: pick(), ...Object.fromEntries(cohorts.map(cohort => [`sign:${cohort}`, pick()])) }
}

const termsOf = (
  survey: Survey,
  minimumBallots: number,
  reader: NamedReader | undefined,
  roleUsers: readonly RoleUser[] | undefined,
  signIn: boolean,
): Record<string, Terms> => {
  const instrument = findInstrument(survey.instrument)
  if (!instrument) throw new Error('the instrument of a survey is gone from the registry')
  return Object.fromEntries(
    languages.map(language => {
      const { kind, groupMinimum } = survey
      const retention = {
        ballot: retentionDays(ballot),
        slot: retentionDays(slot),
        invitation: retentionDays(invitationKind),
        mail: retentionDays(mail),
        survey: retentionDays(surveyKind),
      }
      const told = { instrument, reader, roleUsers, signIn }
      const facts = { kind, minimumBallots, groupMinimum, retention, promisedDays, ...told }
      const text = termsText(facts, language)
      return [language, { text, hash: sha256Base64url(text) }]
    }),
  )
}

/** Its close came before it could be opened: nobody was asked, and it ends like one that too few were asked for. */
export const endUnopened = async (store: ClockStore, survey: Survey, now: string): Promise<void> => {
  const { surveyId, closesAt, kind } = survey
  const end = { status: 'cancelled', cancelledAt: now, ...withoutNames } as const
  const stands = kind === 'pre-meeting' ? ({ meetingStands: true } as const) : {}
  await store.updateSurvey(surveyId, { status: 'opening', closesAt }, { ...end, ...stands })
}

/**
 * `allowed` is the model that this installation lets read, if any, and `signIn` whether whoever answers signs in: the terms
 * say so, and from then on it is the survey's own. An attempt that was cut off, or is still running elsewhere, has left keys under the ids on the row. They are
 * destroyed once the row says that nothing will be published with them; until then their ids stay on it.
 */
export const openSurvey = async (
  store: ClockStore,
  keys: ClockKeys,
  survey: Survey,
  allowed: NamedReader | null = null,
  signIn = false,
): Promise<void> => {
  // No statements are filed of a pulse.
  const reader = survey.kind === 'pre-meeting' ? (allowed ?? undefined) : undefined
  const { surveyId, pendingKeys } = survey
  const cohorts = survey.roster?.cohorts ?? [{ id: wholeCohort }]
  const picked = pickKeys(cohorts.map(({ id }) => id))
  if (survey.discardedKeys) await keys.destroy(survey.discardedKeys)
  const mine = { status: 'opening', pendingLink: pendingKeys?.['link'] ?? null } as const
  const next = { pendingKeys: parsePicked(picked), ...(pendingKeys ? { discardedKeys: pendingKeys } : {}) }
  if (!(await store.updateSurvey(surveyId, mine, next))) return
  if (pendingKeys) await keys.destroy(pendingKeys)

  const made = await keys.make(picked)
  if (!made) return
  const invitations: Invitation[] = []
  for (const chunk of chunksOf(survey)) invitations.push(...(await store.readChunk(surveyId, chunk)))
  const review = survey.reviewId ? await store.readReaders(survey.reviewId) : null
  const readers = review?.facilitators ?? []
  const invited = invitations.map(({ email }) => email)
  const shortBy = survey.kind === 'pulse' ? 0 : missingIn(survey, invited, review)
  // Somebody who reads it was added since the list was frozen. Whoever is added after this stands in no terms.
  if (shortBy > 0) {
    const back = { status: 'scheduled', roster: null, shortBy, pendingKeys: null } as const
    const tried = { status: 'opening', pendingLink: parsePicked(picked)['link'] ?? null } as const
    const left = { discardedKeys: parsePicked(picked) }
    if (await store.updateSurvey(surveyId, tried, { ...back, ...left })) await keys.destroy(picked)
    return
  }
  const minimumBallots = survey.kind === 'pulse' ? survey.minimumBallots : minimumFor(invited, review)
  const readersTold = await store.rosterReaders(review)
  const asked = [...invitations, ...readersTold].map(({ name, email }) => ({ name, email }))
  const shown = [...new Map(asked.map(person => [person.email, person])).values()]
  // Whatever a review calls its facilitators is taken out of what is filed, and told to nobody.
  const named = [...shown, ...readers].map(({ name, email }) => ({ name, email }))
  const people = [...new Map(named.map(person => [`${person.email} ${person.name}`, person])).values()]

  // A review's readers stand on its page and in its mails; of a pulse nobody else says who they are.
  const roleUsers =
    survey.kind === 'pulse'
      ? [...(await store.readRoleUsers(survey.opensAt))].map(([email, roles]) => ({ email, roles }))
      : undefined
  const replied = survey.quarter === null ? null : answeredUntil(await store.readReplies(), survey.quarter)
  const { link, seal, ...sign } = parsePicked(picked)
  if (!link || !seal) throw new Error('no key ids were picked')
  // In a pulse everybody on the roster is asked, and their names would not fit on the row.
  const onRow = survey.kind === 'pulse' || !fitOnRow(people) ? [] : people
  const apart = survey.kind === 'pulse' || onRow.length > 0 ? [] : people
  const rosterChunks = await sealRoster(store, surveyId, { id: seal, publicKey: made.sealPublicKey }, onRow, apart)
  const secretOf = (cohort: string): string => cohortSecret(made.link, surveyId, cohort)
  const listKeys = await sealLists(store, survey, cohorts, invitations, secretOf)
  const signIds = Object.entries(sign).map(([name, id]) => [name.slice('sign:'.length), id] as const)
  const published = made.cohorts.map(key => ({
    ...key,
    ...cohorts.find(({ id }) => id === key.id),
    listKey: listKeys.get(key.id),
  }))
  const outcome = await store.stepSurvey(
    surveyId,
    { status: 'opening', pendingLink: link },
    {
      status: 'open',
      protocol: currentProtocol,
      pendingKeys: null,
      // Invitations name the meeting and who asks as it stands now, so only what comes later is news.
      mailings: { moved: survey.reviewVersion ?? 0, [knownHandings]: review?.history.length ?? 0 },
      keys: { link, seal, sign: Object.fromEntries(signIds) },
      cohorts: published,
      sealKey: made.sealPublicKey,
      keysHash: sha256Base64url(
        keysText({ surveyId, sealKey: made.sealPublicKey, cohorts: published, protocol: currentProtocol }),
      ),
      minimumBallots,
      terms: termsOf(survey, minimumBallots, reader, roleUsers, signIn),
      // The names that participants see (`pageNames`) and these are made of one list: whoever is not told reads nothing.
      ...(review ? { termsReaders: readers.map(({ email }) => termsReader(surveyId, email)) } : {}),
      ...(reader ? { reader } : {}),
      ...(signIn ? { signIn } : {}),
      ...(replied === null ? {} : { replied }),
      sealedNames: onRow.length === 0 ? [] : [await sealNames(made.sealPublicKey, surveyId, onRow)],
      rosterChunks,
      promisedDays,
      pageNames:
        survey.kind === 'pre-meeting'
          ? encryptPageNames(secretOf(wholeCohort), surveyId, {
              people: namesForPage(shown),
              readers: readersTold.map(({ told }) => told),
            })
          : null,
    },
  )
  if (outcome === 'unknown') throw new Error('nobody knows whether the survey was published')
  // Another run was faster, or the survey was cancelled. If the row confirms that, nothing uses the keys made here.
  if (outcome === 'refused' && (await isElsewhere(store, surveyId, link))) await keys.destroy(picked)
}

/** If the row cannot be read, the keys are left to the next run, which goes by the ids on the row. */
const isElsewhere = async (store: ClockStore, surveyId: string, link: string): Promise<boolean> => {
  const now = await store.readSurvey(surveyId)
  if (now === null || now.keys?.link === link) return false
  return now.status !== 'opening' || now.pendingKeys?.['link'] !== link
}

const parsePicked = (picked: PickedKeys): Record<string, ids.KeyId> =>
  Object.fromEntries(Object.entries(picked).map(([name, id]) => [name, ids.keyIdSchema.parse(id)]))
