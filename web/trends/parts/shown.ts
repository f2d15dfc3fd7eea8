/** What of the answer of `GET /api/trends` this page shows. */
import type { Trends as Answer } from '../../../functions/domain/trends/schema.ts'

/** Not shown here. */
type Passed = 'deploymentRelated' | 'leastCoverage' | 'oldest' | 'perYear' | 'p' | 'responses' | 'version'

/** The API tells what it compared in sentences too, and the page shows these. */
type InSentences<Value> = Value extends readonly (infer Each)[]
  ? InSentences<Each>[]
  : Value extends object
    ? { [Key in keyof Value as Key extends `since${string}` | Passed ? never : Key]: InSentences<Value[Key]> }
    : Value

export type Trends = InSentences<Answer>
export type Series = Trends['series'][number]
export type Point = Series['points'][number]
export type Measure = NonNullable<Point['mean']>
export type LearningQuarter = Trends['learning'][number]
