/** Keys of what a test puts into a table itself, where no function would. */
import type { FiledPulse, PublishedDocument } from '../functions/domain/suppression/filed.ts'
import { keyOf, type Kind } from '../functions/records/kind.ts'
import { pulsePlan } from '../functions/records/plans.ts'
import { publishedPulse } from '../functions/records/published.ts'

export const pulsePlanKey = keyOf(pulsePlan, {})

export const filedPulseKey = ({ quarter, surveyId }: Pick<FiledPulse, 'quarter' | 'surveyId'>): string =>
  keyOf(publishedPulse, { quarter, survey: surveyId })['sk'] ?? ''

export const pieceKey = (run: string, document: PublishedDocument, index: number): string =>
  `${run}#${document}#${String(index).padStart(4, '0')}`

/** As the manifest grants it: `*` for what is filled in. */
export const grantedPartition = ({ partition }: Pick<Kind, 'partition'>): string => partition.replace(/\{.*$/, '*')
