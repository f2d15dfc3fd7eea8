/** Keys of items that a test puts into a table directly. */
import type { Action } from '../functions/domain/action/action.ts'
import type { Counterfactual } from '../functions/domain/condition/condition.ts'
import type { FiledPulse, PublishedDocument } from '../functions/domain/suppression/filed.ts'
import { action } from '../functions/records/action.ts'
import { type Item, keyOf, type Kind, partitionOf } from '../functions/records/kind.ts'
import { counterfactual } from '../functions/records/learned.ts'
import { pulsePlan } from '../functions/records/plans.ts'
import { publishedPiece, publishedPulse } from '../functions/records/published.ts'
import { itemOf } from '../functions/records/records.ts'

export const pulsePlanKey = keyOf(pulsePlan, {})

export const filedPulsesKey = partitionOf(publishedPulse, {})
export const filedPulseKey = ({ quarter, surveyId }: Pick<FiledPulse, 'quarter' | 'surveyId'>): string =>
  keyOf(publishedPulse, { quarter, survey: surveyId })['sk'] ?? ''

export const publishedKey = (survey: string): string => partitionOf(publishedPiece, { survey })
export const pieceKey = (run: string, document: PublishedDocument, index: number): string =>
  `${run}#${document}#${String(index).padStart(4, '0')}`

/** As the manifest grants it, with `*` for the variable parts. */
export const grantedPartition = ({ partition }: Pick<Kind, 'partition'>): string => partition.replace(/\{.*$/, '*')

export const actionItem = (one: Action): Item => itemOf(action, { action: one.id }, one)
export const counterfactualItem = (one: Counterfactual): Item => itemOf(counterfactual, { counterfactual: one.id }, one)
