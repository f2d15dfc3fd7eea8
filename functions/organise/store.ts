/** Surveys and who is invited. Every write is one conditional item write; an interrupted run has no effect. */
import type * as z from 'zod'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../aws/document-calls.ts'
import { inParallel } from '../domain/in-parallel.ts'
import type { ReviewId, SurveyId } from '../domain/ids.ts'
import { askerAmong } from '../domain/mail/invitation-mail.ts'
import type { Asker } from '../domain/mail/mail.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { type Invitation, invitationsPerChunk } from '../domain/people/invitation.ts'
import { type ToldReader, toldReader } from '../domain/people/reader.ts'
import type { RecordLetter } from '../domain/review/record.ts'
import { type Review, reviewSchema } from '../domain/review/review.ts'
import type { Cancelling } from '../domain/survey/cancelling.ts'
import type { PulsePlan } from '../domain/survey/pulse-plan.ts'
import { withoutNames } from '../domain/survey/life.ts'
import { type Survey, surveySummarySchema } from '../domain/survey/survey.ts'
import { surveyClaims } from '../records/claims.ts'
import { cohortList } from '../records/cohort-list.ts'
import { absent, anyOf, atMost, not, type When } from '../records/expressions.ts'
import { expiresAtSeconds, part } from '../records/kind.ts'
import { anyMail } from '../records/mail.ts'
import { addedRun, addressee, invitations, letter } from '../records/people.ts'
import { pulsePlan } from '../records/plans.ts'
import { recordsOf } from '../records/records.ts'
import { letterShapes, recordLetter, review, reviewReaders } from '../records/review.ts'
import { activeSurvey } from '../records/open-survey.ts'
import { survey as surveyKind } from '../records/survey.ts'
import { traceOf } from '../records/trace.ts'
import { held } from '../records/writing.ts'
import { deliveryStore, sameList } from './delivery-store.ts'
import { listedStore } from './listed-store.ts'
import { participantsStore } from './participants-store.ts'
import { rosterStore } from './roster-store.ts'

interface OrganiseStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
  readonly surveysTable: string
  readonly learningTable: string
  readonly traceTable: string
}

const reviewsAtOnce = 20
const mailsAtOnce = 20

const led = part(
  review,
  reviewSchema.pick({
    id: true,
    title: true,
    meetingAt: true,
    zone: true,
    facilitators: true,
    successors: true,
    status: true,
    version: true,
  }),
)
const summary = part(surveyKind, surveySummarySchema.omit({ terms: true }))
type ListedRow = z.infer<typeof summary.schema>

export type OrganiseStore = ReturnType<typeof organiseStore>

export const organiseStore = ({ documents, ...settings }: OrganiseStoreSettings) => {
  const records = recordsOf(documentCalls(documents), settings)
  const { add, change, ensure, get, list, overwrite, put } = records
  const delivery = deliveryStore(records)
  const claims = surveyClaims(records)
  const listed = listedStore(records)

  const readReview = (reviewId: string): Promise<Review | null> => get(review, { review: reviewId })

  /** True if the row was as `expected` and now has the changes. */
  const changeSurvey = async (survey: SurveyId, expected: When, changes: Partial<Survey>): Promise<boolean> => {
    const done = await held(change(surveyKind, { survey }, changes, expected))
    if (done) await listed.listSurvey(survey)
    return done
  }

  return {
    ...rosterStore(documents, settings),
    ...claims,
    /** True if the survey is scheduled, so that `clock` will find it. */
    publishSurvey: async (survey: Survey): Promise<boolean> => {
      const isNew = await claims.publishSurvey(survey)
      if (isNew) await listed.listSurvey(survey.surveyId)
      return isNew
    },
    ...delivery,
    ...participantsStore(records),
    trace: traceOf(records),

    /** Null if the review has made no such letter. */
    readLetter: (review: ReviewId, id: string): Promise<RecordLetter | null> =>
      get(recordLetter, { review, letter: id }),

    /** Stores the letter where `mailer` reads it. */
    keepLetter: (survey: SurveyId, content: RecordLetter, expires: number): Promise<void> =>
      ensure(letter, { survey, letter: content.letter }, content, { expiresAtSeconds: expires }),

    /** The latest time stays, whichever call comes last. */
    markMailed: async (review: ReviewId, letter: string, mailedAt: string): Promise<void> => {
      const when = { mailedAt: anyOf(absent, null, atMost(mailedAt)) }
      const mark = async (): Promise<void> => {
        for (const shape of letterShapes) if (await held(change(shape, { review, letter }, { mailedAt }, when))) return
      }
      await listed.changing(review, mark, entry => ({ mailedAt: entry.mailedAt ?? mailedAt }))
    },

    /** People who were mailed this letter before are not mailed it again. */
    queueMails: (mails: readonly ToldMail[]) =>
      inParallel(mails, mailsAtOnce, mail => ensure(anyMail, { pk: mail.pk, sk: mail.sk }, mail)),

    readReview,

    /** Who leads each review whose meeting is after that, or any, the latest first. An index lags behind. */
    reviewsSince: (from?: string): Promise<z.infer<typeof led.schema>[]> =>
      records.everyOf(led, 'kind', 'review', from === undefined ? {} : { from }),

    /** Who leads it, and its history. False if the review has been changed since that version. */
    changeLeaders: ({ id, successors, history, version }: Review, before: number): Promise<boolean> =>
      listed.changing(id, () =>
        held(change(review, { review: id }, { successors, history, version }, { version: before })),
      ),

    /** Has `clock` look at the review's survey until then, also one that it is done with. */
    listenFor: async (reviewId: ReviewId, listensUntil: string): Promise<void> => {
      const survey = await claims.readClaim({ kind: 'review', of: reviewId })
      // A cancelled one has left the queue for good: everybody was told that its meeting is off.
      const when = { status: not('cancelled') }
      if (survey) await held(change(surveyKind, { survey }, { listensUntil, queue: activeSurvey }, when))
    },

    readSurvey: (survey: string): Promise<Survey | null> => get(surveyKind, { survey }),

    /** Without their terms, which are most of a row. */
    listSurveys: (): Promise<ListedRow[]> => list(summary, {}),

    /** Null if there is no plan yet. */
    readPulsePlan: (): Promise<PulsePlan | null> => get(pulsePlan, {}),

    /** False if somebody else has changed it since the version it follows. */
    savePulsePlan: (plan: PulsePlan): Promise<boolean> =>
      held(plan.version === 1 ? add(pulsePlan, {}, plan) : put(pulsePlan, {}, plan, plan.version - 1)),

    /** Who asks, as mails name them. */
    readAsker: async (reviewId: string): Promise<Asker | null> => {
      const review = await get(reviewReaders, { review: reviewId })
      const readers = await inParallel(review?.facilitators ?? [], reviewsAtOnce, async ({ email }) =>
        toldReader(email, (await get(addressee, { email }))?.name ?? ''),
      )
      return askerAmong(review, readers)
    },

    /** Somebody who holds a role, as those who are asked are told of them. */
    readTold: async (email: string): Promise<ToldReader> =>
      toldReader(email, (await get(addressee, { email }))?.name ?? ''),

    /** An entry of an addition takes effect when `commitAdditions` names its chunk. */
    putListEntry: async (survey: SurveyId, listKey: string, entry: string, sealed: string): Promise<void> => {
      await held(overwrite(cohortList, { survey, listKey, entry }, { sealed }))
    },

    /** These take effect only when `commitAdditions` names them. */
    putAdditions: async (
      { surveyId: survey, closesAt }: Survey,
      chunkIds: readonly string[],
      added: readonly Invitation[],
    ): Promise<void> => {
      const expiring = { expiresAtSeconds: expiresAtSeconds(invitations, closesAt) }
      for (const [index, chunk] of chunkIds.entries()) {
        const people = added.slice(index * invitationsPerChunk, (index + 1) * invitationsPerChunk)
        await held(overwrite(invitations, { survey, run: addedRun, chunk }, { people }, expiring))
      }
    },

    /**
     * False if the survey is no longer open, or if somebody else changed the list in between. `added` counts the people
     * who were not invited before.
     */
    commitAdditions: (
      survey: Survey,
      chunkIds: readonly string[],
      added: number,
      { sealedNames, minimumBallots }: { readonly sealedNames: string; readonly minimumBallots: number },
    ) =>
      changeSurvey(
        survey.surveyId,
        { status: 'open', invited: survey.invited, ...sameList(survey) },
        {
          addedChunks: [...survey.addedChunks, ...chunkIds],
          invited: survey.invited + added,
          listVersion: survey.listVersion + 1,
          sealedNames: [...survey.sealedNames, sealedNames],
          minimumBallots,
        },
      ),

    /** Records how many will be invited at the opening. False if that has begun or somebody else added in between. */
    countParticipants: ({ surveyId, invited }: Survey, count: number) =>
      changeSurvey(surveyId, { status: 'scheduled', invited }, { invited: count }),

    /** False if the survey has changed. It stays queued, so that `clock` destroys its keys and tells people. */
    cancelSurvey: ({ surveyId, status, closesAt }: Survey, now: string, meetingStands: boolean) =>
      changeSurvey(
        surveyId,
        { status, closesAt },
        { status: 'cancelled', cancelledAt: now, ...withoutNames, ...(meetingStands ? { meetingStands } : {}) },
      ),

    /** False if the survey is no longer as it was read. It stays open until `clock` ends it. */
    beginCancelling: ({ surveyId, status, closesAt }: Survey, cancelling: Cancelling) =>
      changeSurvey(surveyId, { status, closesAt, cancelling: anyOf(absent, null) }, { cancelling }),

    /** False if it is no longer being cancelled so, or was. */
    stopCancelling: ({ surveyId, status }: Survey, { until }: Cancelling) =>
      changeSurvey(surveyId, { status, 'cancelling.until': until }, { cancelling: null }),

    /** False if the survey is no longer as it was read. Whoever was told the earlier time is then told the later one. */
    closeLater: ({ surveyId, status, closesAt, closings }: Survey, later: string) =>
      changeSurvey(
        surveyId,
        { status, closesAt },
        status === 'open' && later !== closesAt ? { closesAt: later, closings: closings + 1 } : { closesAt: later },
      ),
  }
}
