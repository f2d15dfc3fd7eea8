import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { documentCalls } from '../aws/document-calls.ts'
import { inParallel } from '../domain/in-parallel.ts'
import type { SurveyId } from '../domain/ids.ts'
import type { ListChanges } from '../domain/mail/delivery.ts'
import type { Mail } from '../domain/mail/mail.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { type Invitation, inForce } from '../domain/people/invitation.ts'
import type { Addressee } from '../domain/people/addressee.ts'
import { type HeldPulse, heldPulseSchema } from '../domain/survey/pulse-distance.ts'
import { type ToldReader, toldReader } from '../domain/people/reader.ts'
import type { PulsePlan } from '../domain/survey/pulse-plan.ts'
import type { Reply } from '../domain/reply/reply.ts'
import type { Review } from '../domain/review/review.ts'
import { type PulseRelease, pulseReleaseSchema } from '../domain/suppression/release.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { isIntention, restOfIt, type Role } from '../domain/trace/trace.ts'
import { termsReader } from '../protocol/digest.ts'
import { surveyClaims } from '../records/claims.ts'
import { cohortList, frozenEntryName } from '../records/cohort-list.ts'
import { absent, anyOf, present, type When } from '../records/expressions.ts'
import { filedDocuments } from '../records/filed.ts'
import { expiresAtSeconds, part } from '../records/kind.ts'
import { anyMail } from '../records/mail.ts'
import { deskRows } from '../records/desk-rows.ts'
import { deliveryReads, mayListBeGone, readJoined } from '../records/delivery.ts'
import { addressee, chunksOf, invitations, listChanges, participants, person } from '../records/people.ts'
import { pulsePlan } from '../records/plans.ts'
import { recordsOf } from '../records/records.ts'
import { reply } from '../records/replies.ts'
import { review, reviewReaders } from '../records/review.ts'
import { slot } from '../records/slots.ts'
import { activeSurvey } from '../records/open-survey.ts'
import { rosterNames, survey as surveyKind } from '../records/survey.ts'
import { traceOf } from '../records/trace.ts'
import { held, type Outcome } from '../records/writing.ts'

interface ClockStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
  readonly slotsTable: string
  readonly surveysTable: string
  readonly learningTable: string
  readonly traceTable: string
}

/** A facilitator with the name that the roster has of them, '' where it has none. */
interface RosterReader {
  readonly email: string
  readonly name: string
  readonly told: ToldReader
}

/** What a conditional update requires of the survey row. */
type Expected = Partial<Pick<Survey, 'status' | 'closesAt' | 'reviewVersion' | 'issued' | 'invited'>> & {
  readonly listVersion?: number
  readonly mailings?: { readonly name: string; readonly at: number }
  /** Null also for a row from before it was kept. */
  readonly listensUntil?: string | null
  /** The key-making attempt that is under way, identified by its link key's id; null if there must be none. */
  readonly pendingLink?: string | null
  /** Nothing was filed. */
  readonly unfiled?: true
  /** Nobody was told where its trace stood. */
  readonly untold?: true
  /** It is being cancelled until then. */
  readonly cancellingUntil?: string
}

export interface Step {
  /** Takes the row out of the queue index. */
  readonly done?: boolean
  /** Leaves it there, or puts it back. */
  readonly again?: boolean
  readonly mailing?: { readonly name: string; readonly next: number }
}

export type ClockStore = ReturnType<typeof clockStore>

/** At most this many surveys that the clock still has work on; far more than one run gets through. */
const surveysPerRun = 500
const releasesAtOnce = 8
const chunksAtOnce = 10
const heldPulse = part(surveyKind, heldPulseSchema)
const namedSchema = z.object({ sk: z.string() })
const namedEntry = part(cohortList, namedSchema)

const conditionOf = ({
  mailings,
  pendingLink,
  listVersion,
  listensUntil,
  unfiled,
  untold,
  cancellingUntil,
  ...fields
}: Expected): When => ({
  ...fields,
  ...(unfiled ? { filed: null } : {}),
  ...(cancellingUntil === undefined ? {} : { 'cancelling.until': cancellingUntil }),
  ...(untold ? { traceHeads: absent } : {}),
  ...(listensUntil === undefined ? {} : { listensUntil: listensUntil ?? anyOf(absent, null) }),
  ...(listVersion === undefined ? {} : { listVersion: listVersion === 0 ? anyOf(absent, 0) : listVersion }),
  ...(pendingLink === null ? { pendingKeys: null } : {}),
  ...(typeof pendingLink === 'string' ? { 'pendingKeys.link': pendingLink } : {}),
  ...(mailings ? { [`mailings.${mailings.name}`]: mailings.at === 0 ? anyOf(absent, 0) : mailings.at } : {}),
})

export const clockStore = ({ documents, ...settings }: ClockStoreSettings) => {
  const records = recordsOf(documentCalls(documents), settings)
  const { change, count, ensure, get, list, overwrite, remove, slice } = records
  const { listFiledPulses, readFiled } = filedDocuments(records)
  const { readDelivery, readListChanges } = deliveryReads(records)
  const trace = traceOf(records)
  const desk = deskRows(records, termsReader)

  /** 'done' if the row was as expected; otherwise another run took this step, or the outcome is unknown. */
  const stepSurvey = (
    surveyId: string,
    expected: Expected,
    changes: Partial<Survey>,
    { done, again, mailing }: Step = {},
  ): Promise<Outcome> => {
    const marked = mailing ? { [`mailings.${mailing.name}`]: mailing.next } : {}
    const leaving = again ? { queue: activeSurvey } : done ? { queue: undefined } : {}
    return change(surveyKind, { survey: surveyId }, { ...changes, ...marked, ...leaving }, conditionOf(expected))
  }

  return {
    ...surveyClaims(records),
    stepSurvey,
    desk,

    /** False if the row is not as expected because another run took this step. */
    updateSurvey: (surveyId: string, expected: Expected, changes: Partial<Survey>, step: Step = {}): Promise<boolean> =>
      held(stepSurvey(surveyId, expected, changes, step)),

    /** Where the traces stand now. */
    readHeads: async (survey: SurveyId): Promise<NonNullable<Survey['traceHeads']>> => ({
      survey: (await trace.headOf(survey)).hash,
      rest: (await trace.headOf(restOfIt)).hash,
    }),

    /** Who asked at that instant for the end of a survey, and was not refused; null where its trace does not say. */
    readCanceller: async (survey: SurveyId, at: string): Promise<string | null> => {
      const lines = await trace.linesOf(survey)
      const refused = new Set(
        lines.flatMap(line => (!isIntention(line) && line.outcome === 'refused' ? [line.settles] : [])),
      )
      const asked = lines.filter(isIntention).filter(line => line.act === 'survey-cancelled' && line.at === at)
      return asked.find(({ number }) => !refused.has(number))?.by ?? null
    },

    /** Who used a role of late, by address, with the roles. */
    readRoleUsers: (now: string): Promise<ReadonlyMap<string, readonly Role[]>> => trace.usersSince(now),

    /** Every published pulse, the earliest quarter first. */
    listReleases: async (): Promise<PulseRelease[]> => {
      const filed = await listFiledPulses()
      const releases = await inParallel(filed, releasesAtOnce, each => readFiled(each, 'pulse'))
      return releases.flatMap(release => (release === null ? [] : [pulseReleaseSchema.parse(release)]))
    },

    readReplies: (): Promise<Reply[]> => list(reply, {}),

    /** Null if there is no plan. */
    readPulsePlan: (): Promise<PulsePlan | null> => get(pulsePlan, {}),

    countRoster: (): Promise<number> => count(person, {}),

    /** What decides whether another one may open. */
    listPulses: async (): Promise<HeldPulse[]> => (await list(heldPulse, {})).filter(({ kind }) => kind === 'pulse'),

    /** Only ids, because the index may lag behind the rows. The earliest close comes first. */
    activeSurveys: async (): Promise<string[]> => {
      const named = part(surveyKind, namedSchema)
      const { values } = await slice(named, { index: 'queue', value: activeSurvey, limit: surveysPerRun })
      return values.map(({ sk }) => sk)
    },

    readSurvey: (survey: string): Promise<Survey | null> => get(surveyKind, { survey }),

    /** Null: not on the roster. */
    readPerson: (email: string): Promise<Addressee | null> => get(addressee, { email }),

    readReview: (reviewId: string): Promise<Review | null> => get(review, { review: reviewId }),

    /** Null if there is no such review. */
    readReaders: (reviewId: string): Promise<z.infer<typeof reviewReaders.schema> | null> =>
      get(reviewReaders, { review: reviewId }),

    /** The facilitators of a review, as those who are asked are told of them. */
    rosterReaders: (review: Pick<Review, 'facilitators'> | null): Promise<RosterReader[]> =>
      inParallel(review?.facilitators ?? [], releasesAtOnce, async ({ email }) => {
        const name = (await get(addressee, { email }))?.name ?? ''
        return { email, name, told: toldReader(email, name) }
      }),

    readDelivery,
    readListChanges,

    /** Forgets who came since the last count. False if the list was changed meanwhile. */
    countFromHere: (changes: ListChanges): Promise<boolean> =>
      held(
        overwrite(
          listChanges,
          { survey: changes.surveyId },
          { ...changes, since: [], version: changes.version + 1 },
          { when: { version: changes.version }, over: changes },
        ),
      ),

    /**
     * The addresses given when the survey was made and since, as rows of those people who are on the roster, each with
     * who put them on this list.
     */
    readParticipants: async (survey: string): Promise<Addressee[]> => {
      const people: Addressee[] = []
      for (const { emails, placed } of await list(participants, { survey })) {
        for (const email of emails) {
          const found = await get(addressee, { email })
          // Taken off the roster since: there is no longer anybody to write to.
          if (found) people.push({ ...found, placed })
        }
      }
      return people
    },

    /** Everybody, ordered by address. */
    readRoster: (): Promise<Addressee[]> => list(addressee, {}),

    /** The same chunk of one attempt to open holds the same people, however often it is written. */
    putRosterNames: async (survey: string, sealKey: string, chunk: string, sealed: string): Promise<void> => {
      await held(overwrite(rosterNames, { survey, sealKey, chunk }, { sealed }))
    },

    putFrozenList: async (survey: string, listKey: string, sealed: string): Promise<void> => {
      await held(overwrite(cohortList, { survey, listKey, entry: frozenEntryName }, { sealed }))
    },

    /** Also what an opening left behind that was cut off. */
    removeLists: async (survey: string): Promise<void> => {
      for (const { sk } of await list(namedEntry, { survey })) {
        const [listKey = '', entry = ''] = sk.split('#')
        await held(remove(cohortList, { survey, listKey, entry }))
      }
    },

    freezeChunk: async (
      { surveyId: survey, closesAt }: Survey,
      run: string,
      chunk: string,
      people: readonly Invitation[],
    ): Promise<void> => {
      const expiring = { expiresAtSeconds: expiresAtSeconds(invitations, closesAt) }
      await held(overwrite(invitations, { survey, run, chunk }, { people: [...people] }, expiring))
    },

    readChunk: async (
      survey: string,
      place: { readonly run: string; readonly chunk: string },
    ): Promise<Invitation[]> => {
      const found = await get(invitations, { survey, ...place })
      if (!found) throw new Error('a committed chunk of the roster is missing')
      return found.people
    },

    readJoined: () => readJoined(records),

    /** Whom a survey that is over asked; null where its list is not kept, or not whole. */
    readAsked: async (survey: Survey, now: string): Promise<Invitation[] | null> => {
      if (survey.roster === null || mayListBeGone(survey, now)) return null
      const chunks = await inParallel(chunksOf(survey), chunksAtOnce, place =>
        get(invitations, { survey: survey.surveyId, ...place }),
      )
      const found = chunks.flatMap(chunk => (chunk === null ? [] : [chunk.people]))
      return found.length === chunks.length ? inForce(found.flat()) : null
    },

    /** Leaves a mail as it is if it was queued before, even if it has been sent since. */
    queueMail: (mail: Mail | ToldMail): Promise<void> => ensure(anyMail, { pk: mail.pk, sk: mail.sk }, mail),

    countIssued: (survey: string): Promise<number> => count(slot, { survey }, { having: { issued: present } }),

    countTried: (survey: string): Promise<number> => count(slot, { survey }, { having: { tried: true } }),
    countContested: (survey: string): Promise<number> => count(slot, { survey }, { having: { contested: true } }),
  }
}
