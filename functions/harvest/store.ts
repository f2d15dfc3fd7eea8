/** The survey's row and lease, documents filed in `learning`, slots to destroy. For ballots: `ballot-store.ts`. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { documentCalls } from '../aws/document-calls.ts'
import { inParallel } from '../domain/in-parallel.ts'
import { type FiledPulse, type PublishedDocument, splitDocument } from '../domain/suppression/filed.ts'
import type { RunId, SurveyId } from '../domain/ids.ts'
import { type PulseComments, type PulseRelease, pulseReleaseSchema } from '../domain/suppression/release.ts'
import type { Published, Receipts, StatementRelease } from '../domain/suppression/publish.ts'
import { withoutNames } from '../domain/survey/life.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { absent, anyOf, atMost } from '../records/expressions.ts'
import { filedDocuments } from '../records/filed.ts'
import { part } from '../records/kind.ts'
import { chunkName } from '../records/people.ts'
import { publishedAnything, publishedPiece, publishedPulse } from '../records/published.ts'
import { recordsOf } from '../records/records.ts'
import { slot as slotKind } from '../records/slots.ts'
import { rosterNames, survey as surveyKind } from '../records/survey.ts'
import { held } from '../records/writing.ts'
import { ballotStore } from './ballot-store.ts'

interface HarvestStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly slotsTable: string
  readonly surveysTable: string
  readonly ballotsTable: string
  readonly learningTable: string
}

export type HarvestStore = ReturnType<typeof harvestStore>

/** Writes in flight at the same time. */
const concurrency = 20

type Filed = Published<StatementRelease> | Published<PulseRelease> | Published<PulseComments> | Published<Receipts>

/**
 * A page of a megabyte holds ten thousand slots, and deleting those could outlast the run without asking `stop` once.
 */
const pageSize = 1_000

/** The only attributes of a slot that this role may list. */
const namedSlot = part(slotKind, z.object({ surveyId: z.string(), slot: z.string() }))

const namedChunk = part(rosterNames, z.object({ sk: z.string() }))

export const harvestStore = ({ documents, ...settings }: HarvestStoreSettings) => {
  const records = recordsOf(documentCalls(documents), settings)
  const { change, count, get, list, overwrite, pages, remove } = records
  const { listFiledPulses, readFiled } = filedDocuments(records)

  return {
    ...ballotStore(documents, settings),

    readSurvey: (survey: string): Promise<Survey | null> => get(surveyKind, { survey }),

    /** False if another run holds the lease and that lease has not expired at `now`. */
    takeLease: (survey: string, now: string, until: string): Promise<boolean> =>
      held(
        change(surveyKind, { survey }, { harvestLeaseUntil: until }, { harvestLeaseUntil: anyOf(null, atMost(now)) }),
      ),

    /** Lets the next run start at once. After a run that was killed, the next has to wait until the lease expires. */
    releaseLease: (survey: string, until: string): Promise<boolean> =>
      held(change(surveyKind, { survey }, { harvestLeaseUntil: null }, { harvestLeaseUntil: until })),

    /** Notes where reading begins, or with null that it ended. False if another run holds the lease. */
    markTry: (
      survey: string,
      leaseUntil: string,
      tried: NonNullable<Survey['harvestTried']> | null,
    ): Promise<boolean> =>
      held(change(surveyKind, { survey }, { harvestTried: tried }, { harvestLeaseUntil: leaseUntil })),

    /** The sealed names of the roster, chunk by chunk. */
    readRosterNames: async (survey: string, sealKey: string): Promise<string[]> =>
      (await list(rosterNames, { survey, sealKey })).map(({ sealed }) => sealed),

    deleteRosterNames: async (survey: string): Promise<void> => {
      for await (const page of pages(namedChunk, { survey })) {
        const ids = page.map(({ sk }) => sk.split('#'))
        await inParallel(ids, concurrency, ([sealKey = '', chunk = '']) =>
          held(remove(rosterNames, { survey, sealKey, chunk })),
        )
      }
    },

    /** Writes one document of one run, in pieces. Nobody reads a run that is not committed. */
    putPublished: async (survey: string, run: RunId, document: PublishedDocument, value: Filed): Promise<void> => {
      const pieces = [...splitDocument(JSON.stringify(value)).entries()]
      await inParallel(pieces, concurrency, ([index, text]) =>
        held(overwrite(publishedPiece, { survey, run, document, piece: chunkName(index) }, { text })),
      )
    },

    /**
     * Everything that any pulse has published, the earliest quarter first. One that cannot be read stops the run,
     * because earlier publications limit what may be published next.
     */
    readReleases: async (): Promise<PulseRelease[]> => {
      const filed = await listFiledPulses()
      if (filed.length !== (await count(publishedPulse, {}))) throw new Error('a published pulse cannot be read')
      return inParallel(filed, concurrency, async pulse => pulseReleaseSchema.parse(await readFiled(pulse, 'pulse')))
    },

    /** Lists a committed pulse where readers look for it. Repeating it changes nothing. */
    listPulse: async (pulse: FiledPulse): Promise<void> => {
      await held(overwrite(publishedPulse, { quarter: pulse.quarter, survey: pulse.surveyId }, pulse))
    },

    /** The committing write: from here on this run is the survey's result. False if another run was first. */
    commit: (survey: string, leaseUntil: string, filed: NonNullable<Survey['filed']>): Promise<boolean> =>
      held(
        change(
          surveyKind,
          { survey },
          { filed, ...withoutNames },
          { status: 'closed', filed: null, harvestLeaseUntil: leaseUntil, unreadAt: anyOf(absent, null) },
        ),
      ),

    /** Removes runs that were cut off before their commit; with `keep` null, all of them. */
    sweepRuns: async (survey: SurveyId, keep: RunId | null): Promise<void> => {
      for await (const page of pages(publishedAnything, { survey }, { pageSize })) {
        const swept = page.filter(({ sk }) => keep === null || !sk.startsWith(`${keep}#`))
        await inParallel(swept, concurrency, ({ sk }) => held(remove(publishedAnything, { survey, sk })))
      }
    },

    /** One by one, because this role may not batch-write slots. False if `stop` returned true before all were gone. */
    deleteSlots: async (survey: SurveyId, stop: () => boolean): Promise<boolean> => {
      for await (const page of pages(namedSlot, { survey }, { pageSize })) {
        if (stop()) return false
        await inParallel(page, concurrency, ({ slot }) => held(remove(slotKind, { survey, slot })))
      }
      return true
    },

    /** Records that nothing sealed is left. A cancelled survey stays cancelled; a filed one becomes harvested. */
    finish: (survey: string, status: 'closed' | 'cancelled', now: string): Promise<boolean> => {
      const is = status === 'closed' ? 'harvested' : 'cancelled'
      return held(
        change(
          surveyKind,
          { survey },
          { status: is, destroyedAt: now, harvestLeaseUntil: null, ...withoutNames },
          { status },
        ),
      )
    },
  }
}
