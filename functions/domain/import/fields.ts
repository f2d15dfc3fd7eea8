/** The fields that an import can fill, and how a mapping says where they come from. */
import * as z from 'zod'
import { everyIncidentField, severities } from '../incident/fields.ts'
import { dateOrders } from '../time/wall-time.ts'
import { zoneSchema } from '../time/zone.ts'

export const importFields = ['id', 'url', ...everyIncidentField] as const
export type ImportField = (typeof importFields)[number]

/** 'unknown': that nobody has said it. */
const severitySchema = z.enum([...severities, 'unknown'])

/** `?mapping=` as JSON. Anything omitted follows from what is known about the system. */
export const importMappingSchema = z.strictObject({
  /** The column of each field; null to leave the field empty. */
  columns: z.partialRecord(z.enum(importFields), z.string().max(200).nullable()).default({}),
  /** The file's words for each severity, in any case: {"blocker": "P1", "to be rated": "unknown"}. */
  severities: z.record(z.string().max(100), severitySchema).default({}),
  /** The severity of records that name none; null where nobody has said: it is not known then. */
  severity: severitySchema.nullable().default(null),
  /** The zone of times written without an offset, and of the team's clocks; null where nobody has said, and UTC is taken. */
  zone: zoneSchema.nullable().default(null),
  /** Which list of a document holds the records, by the names that lead to it: "data.items". */
  list: z.string().max(200).nullable().default(null),
  /** What comes first in dates such as 03/04/2026, where their column does not tell it. */
  dateOrder: z.enum(dateOrders).nullable().default(null),
  /** The month, from 1 to 12, that a word means which is another one in another language: {"listopad": 11}. */
  months: z.record(z.string().max(100), z.int().min(1).max(12)).default({}),
  /** Takes times in the future, and such as 1970-01-01, which are asked about otherwise. */
  anyTime: z.boolean().default(false),
  /** The name of the system a table comes from, which keeps its ids apart from those of other systems. */
  source: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\w .-]{1,40}$/, 'letters, digits, spaces, points and hyphens, 40 at most')
    .nullable()
    .default(null),
  /**
   * The column that says of a record that it was none, and the words that say so, in any case. It stands in place of
   * what is known of that column: without words all that it says counts.
   */
  notCounted: z
    .strictObject({ column: z.string().max(200), values: z.array(z.string().trim().min(1).max(100)).max(50) })
    .nullable()
    .default(null),
  /**
   * Records that are held up, each by its id: the same as the incident that stands there, or another one. '*' says it of
   * all of them.
   */
  held: z.record(z.string().max(200), z.enum(['same', 'other'])).default({}),
})
export type ImportMapping = z.infer<typeof importMappingSchema>
