/** What of the answer of `GET /api/trends` this page shows. */
import type { Trends as Answer } from '../../../functions/domain/trends/schema.ts'

/** Told by the API alone, so that the page's small script does not ask whether they are there. */
type Unshown =
  | 'deploymentKnown'
  | 'deploymentRelated'
  | 'hoursKnown'
  | 'leastCoverage'
  | 'oldest'
  | 'p'
  | 'perYear'
  | 'responses'
  | 'serviceKnown'
  | 'version'

/** The API tells what it compared in sentences too, and the page shows these. */
type InSentences<Value> = Value extends readonly (infer Each)[]
  ? InSentences<Each>[]
  : Value extends object
    ? { [Key in keyof Value as Key extends `since${string}` | Unshown ? never : Key]: InSentences<Value[Key]> }
    : Value

/** `earlier`: at first only the latest quarters are there, and this many are not; absent once everything is. */
export type Trends = InSentences<Answer> & { readonly earlier?: number | undefined }
export type Series = Trends['series'][number]
export type Point = Series['points'][number]
export type Measure = NonNullable<Point['mean']>
export type LearningQuarter = Trends['learning'][number]
