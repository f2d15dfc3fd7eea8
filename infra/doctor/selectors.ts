/** Whether a CloudTrail selector or a backup selection covers a resource. Undecidable counts as covered. */
import type { BackupSelection, FieldSelector, FieldSelectors, Recorder } from './state.ts'

/** With an ARN that ends in `/`, selecting any part of the resource counts too. */
const within = (value: string, arn: string): boolean => arn.endsWith('/') && value.startsWith(arn)

/** A classic selector names a whole service (`arn:aws:dynamodb`), a prefix that ends in `/`, or one ARN. */
const classicReaches = (value: string, arn: string): boolean =>
  value === arn || within(value, arn) || (arn.startsWith(value) && /^arn:[a-z-]+:[a-z0-9]+(:::)?$|\/$/.test(value))

const holds = (selector: FieldSelector, value: string): boolean => {
  const none = (words: readonly string[] | undefined, hits: (word: string) => boolean): boolean => !words?.some(hits)
  const chosen = [
    ...(selector.equals ?? []).map(word => value === word),
    ...(selector.startsWith ?? []).map(word => value.startsWith(word) || within(word, value)),
    ...(selector.endsWith ?? []).map(word => value.endsWith(word)),
  ]
  const isChosen = chosen.length === 0 || chosen.includes(true)
  return (
    isChosen &&
    none(selector.notEquals, word => value === word) &&
    none(selector.notStartsWith, word => value.startsWith(word)) &&
    none(selector.notEndsWith, word => value.endsWith(word))
  )
}

/** Other fields only choose among the calls, and one recorded call of any kind is enough. */
const advancedReaches = (selectors: FieldSelectors, type: string, arn: string): boolean => {
  const values: Readonly<Record<string, string>> = {
    eventCategory: 'Data',
    'resources.type': type,
    'resources.ARN': arn,
  }
  return selectors.every(selector => {
    const value = values[selector.field]
    return value === undefined || holds(selector, value)
  })
}

export const records = (recorder: Recorder, type: string, arn: string): boolean =>
  recorder.dataResources.some(
    resource => resource.type === type && resource.values.some(value => classicReaches(value, arn)),
  ) || recorder.advanced.some(selectors => advancedReaches(selectors, type, arn))

const matches = (pattern: string, arn: string): boolean => {
  const parts = pattern.split('*').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(arn)
}

/** Tags narrow a selection further; they are not evaluated. */
export const backsUp = ({ resources, notResources }: BackupSelection, arn: string): boolean =>
  (resources.length === 0 || resources.some(pattern => matches(pattern, arn))) &&
  !notResources.some(pattern => matches(pattern, arn))
