/** The pulse's section of a learning review, and who took part in its meetings. */
import * as z from 'zod'
import { count, difference, interval, share } from './schema-parts.ts'

const participationSchema = z.object({
  meetings: count,
  attendees: count,
  speakers: count,
  ratio: share,
  ...interval,
  gini: share,
})

export type Participation = z.infer<typeof participationSchema>

const pulseFigureSchema = z.object({
  id: z.string(),
  kind: z.enum(['item', 'score']),
  reversed: z.boolean(),
  n: count.nullable(),
  mean: share,
  meanLo: share,
  meanHi: share,
  /** If all answers but one are at the same end of the scale, the figure is given as a bound. */
  meanBound: z.enum(['atMost', 'atLeast']).nullable(),
  favourable: share,
  favourableLo: share,
  favourableHi: share,
  favourableBound: z.enum(['atMost', 'atLeast']).nullable(),
  /** The figure of the quarter before, if it was asked in the same words. */
  before: z.object({ mean: share, favourable: share }).nullable(),
})
export type PulseFigure = z.infer<typeof pulseFigureSchema>

export const pulseSchema = z.object({
  /** Null if there was none, or its results are not available yet. */
  release: z
    .object({
      instrument: z.string(),
      invited: count,
      answered: count.nullable(),
      withheld: z.string().nullable(),
      figures: z.array(pulseFigureSchema),
    })
    .nullable(),
  participation: participationSchema,
  participationBefore: participationSchema,
  formatChanges: z.array(
    z.object({
      text: z.string(),
      since: z.string(),
      before: participationSchema,
      after: participationSchema,
      change: difference,
    }),
  ),
})
