import * as z from 'zod'
import { type KeyReader, keyReader, type KeysReader, keysReader } from '../aws/key-reader.ts'
import type { ServiceCall } from '../aws/json-service.ts'
import type { TableCall } from '../aws/table-service.ts'
import { Refusal } from '../domain/refusal.ts'
import { openSurveySchema } from '../domain/ballot/bulletin.ts'
import { absent, anyOf, present } from '../records/expressions.ts'
import { part } from '../records/kind.ts'
import { activeSurvey, openSurvey } from '../records/open-survey.ts'
import { recordsOf } from '../records/records.ts'
import { closedCohort, slot as slotKind } from '../records/slots.ts'
import { held } from '../records/writing.ts'

const passSurveySchema = openSurveySchema.pick({
  status: true,
  closesAt: true,
  cohorts: true,
  keys: true,
  protocol: true,
  signIn: true,
})
type PassSurvey = z.infer<typeof passSurveySchema>

export interface PassStore {
  readonly readSurvey: (surveyId: string) => Promise<PassSurvey | null>
  /** Ids of the sign keys of every open survey. */
  readonly listSignKeys: () => Promise<string[]>
  readonly readSignKeys: KeysReader
  readonly readSignKey: KeyReader
  readonly issuePass: (surveyId: string, slot: string, asked: Asked) => Promise<void>
  /** Whether it is the slot of whoever has signed in. Nothing else of it is read. */
  readonly isOwner: (surveyId: string, slot: string, owner: string) => Promise<boolean>
}

interface Asked {
  readonly cohort: string
  readonly blindedDigest: string
  /** Said by whoever has the link: what drew its pass was not them. */
  readonly contested?: boolean | undefined
  /** The digest of whoever has signed in; null in a survey that asks nobody to. */
  readonly owner: string | null
}

interface PassStoreSettings {
  readonly tables: TableCall
  readonly parameters: ServiceCall
  readonly slotsTable: string
  readonly surveysTable: string
  readonly keyPrefix: string
}

const passSurvey = part(openSurvey, passSurveySchema)
const slotOwner = part(slotKind, z.object({ owner: z.string().optional() }))
const surveyKeys = part(openSurvey, passSurveySchema.pick({ status: true, keys: true }))

export const passStore = ({ tables, parameters, keyPrefix, ...settings }: PassStoreSettings): PassStore => {
  const { change, everyOf, get } = recordsOf(tables, settings)
  return {
    readSurvey: survey => get(passSurvey, { survey }),

    listSignKeys: async () => {
      const surveys = await everyOf(surveyKeys, 'queue', activeSurvey)
      return surveys.flatMap(({ status, keys }) => (status === 'open' ? Object.values(keys?.sign ?? {}) : []))
    },

    readSignKeys: keysReader(parameters, keyPrefix, 'sign'),

    readSignKey: keyReader(parameters, keyPrefix, 'sign'),

    isOwner: async (survey, slot, owner) => (await get(slotOwner, { survey, slot }))?.owner === owner,

    /**
     * Marks the slot as issued for this blinded message; repeating it with the same message succeeds. Refuses
     * `unknown_link`, `wrong_cohort`, `pass_already_issued`. A link that is used is marked as tried twice, and as contested
     * where its owner says that it was somebody else: one write for both, and nothing else tells of it. Where an owner has
     * to sign in, anybody else is refused `not_its_owner` by every link alike: used or not, closed, or none at all. Whoever has
     * the link of a corrected invitation says it of the link that was used in their place.
     */
    issuePass: async (survey, slot, { cohort, blindedDigest, contested, owner }) => {
      const mine = owner === null ? { cohort } : { cohort, owner }
      const when = { ...mine, issued: anyOf(absent, blindedDigest) }
      if (await held(change(slotKind, { survey, slot }, { issued: blindedDigest }, when))) return
      const found = await get(slotKind, { survey, slot })
      if (owner !== null && found?.owner !== owner) throw new Refusal('not_its_owner')
      // A closed slot is answered like one that never was, unless an earlier link of its invitation drew the pass.
      const used = found?.cohort === closedCohort ? found.instead : slot
      if (!found || used === undefined) throw new Refusal('unknown_link')
      if (used === slot && found.cohort !== cohort) throw new Refusal('wrong_cohort')
      const marks = { tried: true, ...(contested ? { contested: true } : {}) }
      await held(change(slotKind, { survey, slot: used }, marks, { cohort, issued: present }))
      throw new Refusal('pass_already_issued')
    },
  }
}
