/** The survey's row with its lease, documents filed in `learning`, slots to destroy; ballots are `ballot-store.ts`. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { documentCalls } from '../aws/document-calls.ts'
import { inParallel } from '../domain/in-parallel.ts'
import { type FiledPulse, type PublishedDocument, splitDocument } from '../domain/suppression/filed.ts'
import type { RunId, SurveyId } from '../domain/ids.ts'
import { type PulseComments, type PulseRelease, pulseReleaseSchema } from '../domain/suppression/release.ts'
import type { Published, Receipts, StatementRelease } from '../domain/suppression/publish.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { anyOf, atMost } from '../records/expressions.ts'
import { filedDocuments } from '../records/filed.ts'
import { part } from '../records/kind.ts'
import { chunkName } from '../records/people.ts'
import { publishedAnything, publishedPiece, publishedPulse } from '../records/published.ts'
import { recordsOf } from '../records/records.ts'
import { slot as slotKind } from '../records/slots.ts'
import { survey as surveyKind } from '../records/survey.ts'
import { held } from '../records/writing.ts'
import { ballotStore } from './ballot-store.ts'

export interface HarvestStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly slotsTable: string
  readonly surveysTable: string
  readonly ballotsTable: string
  readonly learningTable: string
}

export type HarvestStore = ReturnType<typeof harvestStore>

/** Writes in flight at once. */
const concurrency = 20

type Filed = Published<StatementRelease> | Published<PulseRelease> | Published<PulseComments> | Published<Receipts>

/** A page of a megabyte holds ten thousand slots: their deletion would run past the end of a run unasked. */
const pageSize = 1_000

/** All that this role may list of a slot. */
const namedSlot = part(slotKind, z.object({ surveyId: z.string(), slot: z.string() }))

export const harvestStore = ({ documents, ...settings }: HarvestStoreSettings) => {
  const records = recordsOf(documentCalls(documents), settings)
  const { change, count, get, overwrite, pages, remove } = records
  const { listFiledPulses, readFiled } = filedDocuments(records)

  return {
    ...ballotStore(documents, settings),

    readSurvey: (survey: string): Promise<Survey | null> => get(surveyKind, { survey }),

    /** False: another run holds the lease, and `until` of it has not passed at `now`. */
    takeLease: (survey: string, now: string, until: string): Promise<boolean> =>
      held(
        change(surveyKind, { survey }, { harvestLeaseUntil: until }, { harvestLeaseUntil: anyOf(null, atMost(now)) }),
      ),

    /** So that a run that ended need not be waited for; one that was killed is, until its lease ends. */
    releaseLease: (survey: string, until: string): Promise<boolean> =>
      held(change(surveyKind, { survey }, { harvestLeaseUntil: null }, { harvestLeaseUntil: until })),

    /** One document of one run, in pieces; a run that is not committed is read by nobody. */
    putPublished: async (survey: string, run: RunId, document: PublishedDocument, value: Filed): Promise<void> => {
      const pieces = [...splitDocument(JSON.stringify(value)).entries()]
      await inParallel(pieces, concurrency, ([index, text]) =>
        held(overwrite(publishedPiece, { survey, run, document, piece: chunkName(index) }, { text })),
      )
    },

    /**
     * Everything that any pulse has published, the earliest quarter first. One that cannot be read stops the run: what is
     * published next is held back by what was published before.
     */
    readReleases: async (): Promise<PulseRelease[]> => {
      const filed = await listFiledPulses()
      if (filed.length !== (await count(publishedPulse, {}))) throw new Error('a published pulse cannot be read')
      return inParallel(filed, concurrency, async pulse => pulseReleaseSchema.parse(await readFiled(pulse, 'pulse')))
    },

    /** Where everybody finds a pulse that is committed. The same again changes nothing. */
    listPulse: async (pulse: FiledPulse): Promise<void> => {
      await held(overwrite(publishedPulse, { quarter: pulse.quarter, survey: pulse.surveyId }, pulse))
    },

    /** THE write: from here on the run is the survey's result. False: another run was first. */
    commit: (survey: string, leaseUntil: string, filed: NonNullable<Survey['filed']>): Promise<boolean> =>
      held(change(surveyKind, { survey }, { filed }, { status: 'closed', filed: null, harvestLeaseUntil: leaseUntil })),

    /** Runs that were cut off before their commit; `keep` null sweeps all. */
    sweepRuns: async (survey: SurveyId, keep: RunId | null): Promise<void> => {
      for await (const page of pages(publishedAnything, { survey }, { pageSize })) {
        const swept = page.filter(({ sk }) => keep === null || !sk.startsWith(`${keep}#`))
        await inParallel(swept, concurrency, ({ sk }) => held(remove(publishedAnything, { survey, sk })))
      }
    },

    /** One by one: of slots this role may not write batches. False: `stop` said so before all were gone. */
    deleteSlots: async (survey: SurveyId, stop: () => boolean): Promise<boolean> => {
      for await (const page of pages(namedSlot, { survey }, { pageSize })) {
        if (stop()) return false
        await inParallel(page, concurrency, ({ slot }) => held(remove(slotKind, { survey, slot })))
      }
      return true
    },

    /** Nothing sealed is left. A cancelled survey stays cancelled; a filed one is harvested. */
    finish: (survey: string, status: 'closed' | 'cancelled', now: string): Promise<boolean> => {
      const is = status === 'closed' ? 'harvested' : 'cancelled'
      return held(change(surveyKind, { survey }, { status: is, destroyedAt: now, harvestLeaseUntil: null }, { status }))
    },
  }
}
