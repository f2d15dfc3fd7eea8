/** Whether a CloudTrail selector or a backup selection reaches a resource. What cannot be decided counts as reaching. */
import type { BackupSelection, FieldSelector, FieldSelectors, Recorder } from './state.ts'

/** A part of what is asked about, which then ends in `/`, is reached too. */
const within = (value: string, arn: string): boolean => arn.endsWith('/') && value.startsWith(arn)

/** A classic selector names all of a service (`arn:aws:dynamodb`), a beginning that ends in `/`, or one ARN. */
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

/** Fields but these three say which calls are recorded, and a call of any kind has a time. */
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

/** Tags narrow a selection further; whether they do is not looked at. */
export const backsUp = ({ resources, notResources }: BackupSelection, arn: string): boolean =>
  (resources.length === 0 || resources.some(pattern => matches(pattern, arn))) &&
  !notResources.some(pattern => matches(pattern, arn))
