import * as z from 'zod'
import type { TableCall } from '../aws/table-service.ts'
import { Refusal } from '../domain/refusal.ts'
import { openSurveySchema as readableSchema } from '../domain/ballot/bulletin.ts'
import type { SignedBallot } from '../protocol/pass.ts'
import { ballot as ballotKind } from '../records/ballots.ts'
import { cohortList, frozenEntryName, insteadEntrySuffix, withdrawnEntryPrefix } from '../records/cohort-list.ts'
import { absent, anyOf, atMost } from '../records/expressions.ts'
import { part } from '../records/kind.ts'
import { openSurvey } from '../records/open-survey.ts'
import { recordsOf } from '../records/records.ts'
import { held } from '../records/writing.ts'

/**
 * The part of the bulletin row that participants may see and that ballots are checked against. It leaves out key ids.
 */
export const openSurveySchema = readableSchema
  .omit({ keys: true })
  .extend({ addedChunks: z.array(z.string()).default([]) })
export type OpenSurvey = z.infer<typeof openSurveySchema>

export interface Ballot extends SignedBallot {
  readonly sealed: Uint8Array
}

export interface BallotStore {
  readonly readSurvey: (surveyId: string) => Promise<OpenSurvey | null>
  readonly castBallot: (ballot: Ballot, replaces: string | null) => Promise<void>
  readonly readList: (survey: OpenSurvey, listKey: string) => Promise<string[]>
}

interface BallotStoreSettings {
  readonly tables: TableCall
  readonly ballotsTable: string
  readonly surveysTable: string
}

const namedEntry = part(cohortList, z.object({ sk: z.string(), sealed: z.string() }))
const readable = part(openSurvey, openSurveySchema)

export const ballotStore = ({ tables, ...settings }: BallotStoreSettings): BallotStore => {
  const { get, list, overwrite } = recordsOf(tables, settings)
  return {
    readSurvey: survey => get(readable, { survey }),

    /** Those that took effect, the first one first: of an addition that the row does not name nobody is invited. */
    readList: async ({ surveyId: survey, addedChunks }, listKey) => {
      const entries = new Map(
        (await list(namedEntry, { survey, listKey })).map(({ sk, sealed }) => [sk.slice(listKey.length + 1), sealed]),
      )
      const withdrawn = [...entries.keys()].filter(entry => entry.startsWith(withdrawnEntryPrefix))
      const added = addedChunks.flatMap(chunk => [chunk, `${chunk}${insteadEntrySuffix}`])
      return [frozenEntryName, ...added, ...withdrawn].flatMap(entry => entries.get(entry) ?? [])
    },

    /**
     * Writes a new ballot, the same one again, or one over `replaces` that has no higher number. Otherwise refuses
     * `ballot_changed`.
     */
    castBallot: async ({ surveyId: survey, ...ballot }, replaces) => {
      const { digest, number } = ballot
      const rising = number === undefined ? {} : { number: anyOf(absent, atMost(number)) }
      const when = { digest: anyOf(absent, replaces ?? digest, digest), ...rising }
      const ids = { survey, serial: ballot.serial }
      if (!(await held(overwrite(ballotKind, ids, ballot, { when })))) throw new Refusal('ballot_changed')
    },
  }
}
