/**
 * What other systems say of a record that was no incident: merged, a duplicate, cancelled, an exercise, maintenance. Only
 * a word that is known says so: whatever else stands there, or nothing, counts.
 */
import { bareWord } from '../normal-form.ts'
import { saysNoTime, yesOrNo } from '../table/nothing-said.ts'
import type { SourceRecord } from '../table/source-records.ts'
import {
  drill,
  each,
  ends,
  exercises,
  maintenance,
  planned,
  retracted,
  type Said,
  told,
  wordOfEnd,
} from './words-for-none.ts'

/** One thing that a system may say: in which columns, and by which words. */
export interface NotCountedRule {
  readonly columns: readonly string[]
  /** By words without case, spaces and punctuation; or whatever stands there says it. */
  readonly words: Readonly<Record<string, Said>> | Said
  /** What a yes in one of these columns says. */
  readonly yes?: Said
  /** Why it was closed, which may stand beside other words: 'Closed (duplicate)', 'Duplicate of INC-3'. */
  readonly closes?: true
  /** Several words in one cell, as labels are in a table. */
  readonly list?: true
  /** Only in records that have this column, where the word alone could mean anything. */
  readonly beside?: string
}

export interface NotCounted {
  readonly status: Said['status']
  /** The source's own word, in lower case. */
  readonly reason: string
  /** The id, in the same system, of the record that it is the same as. */
  readonly original: string | null
}

const parts: Record<string, Said> = {
  ...each(told('a sub-incident'), 'normalsub', 'subincident'),
  ...each(told('a sub-task'), 'subtask'),
}

/** Labels are about anything: only words that mean nothing else count. */
const labelled = (...columns: readonly string[]): NotCountedRule => ({
  columns,
  list: true,
  words: {
    ...each(retracted, 'duplicate', 'invalid', 'falsealarm', 'falsepositive', 'falsealert', 'notanincident'),
    ...each(drill('a drill'), 'drill', 'gameday', 'firedrill', 'chaosexperiment', 'tabletop'),
  },
})

export const pagerdutyRules: readonly NotCountedRule[] = [
  { columns: ['status', 'state'], words: ends, closes: true },
  { columns: ['incident_type.name', 'incident_type'], words: { ...exercises, ...planned } },
  { columns: ['resolve_reason.type', 'resolve_reason'], words: each(told('merged'), 'mergeresolvereason', 'merged') },
]

export const incidentIoRules: readonly NotCountedRule[] = [
  { columns: ['mode'], words: { ...exercises, stream: told('a stream of another incident') } },
  {
    columns: ['incident_status.category', 'incident_status.name'],
    closes: true,
    words: { ...ends, ...each(told('in triage'), 'triage') },
  },
]

/** '[System] Change' is Jira's own kind of 'Change'. */
const named = (kind: string): string[] => [kind, `system${kind}`]

/** Neither a status such as “Test” nor “Triage” says anything: there they are steps of the work. */
export const jiraRules: readonly NotCountedRule[] = [
  { columns: ['fields.issuetype.subtask'], words: {}, yes: told('a sub-task') },
  {
    columns: ['fields.issuetype.name', 'Issue Type', 'Issuetype', 'Type'],
    words: {
      ...parts,
      ...exercises,
      ...planned,
      ...each(told('a story'), 'story', 'userstory'),
      ...each(told('an epic'), 'epic'),
      ...each(told('a service request'), ...named('servicerequest'), ...named('servicerequestwithapprovals')),
      ...each(told('a change'), ...named('change')),
      ...each(told('a post-incident review'), ...named('postincidentreview')),
    },
  },
  { columns: ['fields.resolution.name', 'Resolution', 'fields.status.name', 'Status'], words: ends, closes: true },
]

export const githubRules: readonly NotCountedRule[] = [
  { columns: ['pull_request.url'], words: told('a pull request') },
  { columns: ['isPullRequest'], words: {}, yes: told('a pull request') },
  { columns: ['__typename'], words: each(told('a pull request'), 'pullrequest') },
  { columns: ['state_reason', 'stateReason'], words: { ...ends, notplanned: told('not planned') } },
  labelled('labels.name', 'labels', 'labels.nodes.name'),
]

export const murmurRules: readonly NotCountedRule[] = [
  { columns: ['status'], words: { retracted, drill: drill('drill'), maintenance } },
  { columns: ['duplicateOf'], words: told('duplicate') },
]

/** Rootly, FireHydrant, Statuspage, Opsgenie, ServiceNow, Linear, Grafana IRM, and the tables of all. */
export const tableRules: readonly NotCountedRule[] = [
  { columns: ['discarded at'], words: told('discarded') },
  { columns: ['deleted at'], words: told('deleted') },
  { columns: ['trashed', 'deleted'], words: {}, yes: told('deleted') },
  { columns: ['cancelled at', 'canceled at', 'cancelled', 'canceled'], words: told('canceled') },
  { columns: ['scheduled for'], beside: 'impact', words: maintenance },
  labelled('tags', 'labels', 'labels.label', 'labels.nodes.name'),
  { columns: ['duplicate of', 'duplicate incident id', 'merged into', 'duplicate of id'], words: told('duplicate') },
  { columns: ['is duplicate', 'duplicate'], words: {}, yes: told('duplicate') },
  { columns: ['is drill', 'drill'], words: {}, yes: drill('a drill') },
  { columns: ['is test', 'test', 'test incident'], words: {}, yes: drill('a test') },
  {
    columns: [
      'kind',
      'incident kind',
      'type',
      'typ',
      'tipo',
      'incident type',
      'issue type',
      'mode',
      'impact',
      'impact override',
    ],
    words: {
      ...exercises,
      ...planned,
      ...parts,
      ...each(maintenance, 'scheduled', 'scheduledsub'),
      ...each(retracted, 'informational'),
      ...each(told('a story'), 'story'),
      ...each(told('an epic'), 'epic'),
    },
  },
  {
    columns: ['severity', 'severity name', 'severity slug'],
    words: { ...exercises, ...planned, informational: retracted },
  },
  {
    columns: [
      'status',
      'state',
      'incident status',
      'incident state',
      'current state',
      'outcome',
      'disposition',
      'status name',
      'status category',
      'state name',
      'state type',
      'state display value',
      'status display value',
      'resolution',
      'resolution code',
      'close code',
      'close code display value',
      'state reason',
      'close reason',
      'estado',
      'statut',
      'stato',
      'status reason',
    ],
    closes: true,
    words: {
      ...ends,
      ...planned,
      ...each(drill('a drill'), 'drill', 'exercise', 'gameday'),
      ...each(maintenance, 'scheduled'),
      ...each(told('in triage'), 'triage', 'intriage'),
      ...each(retracted, 'informational'),
    },
  },
  { columns: ['state', 'incident state'], beside: 'sys_id', words: each(told('canceled'), '8') },
]

/** A date that is none, or a no: where a column is about nothing else, all that stands there says it otherwise. */
const isNothing = (value: string): boolean => saysNoTime(value) || yesOrNo(value) === false

/** The rule's columns in the file: of a table of any kind, also where they lie deeper, as `attributes.kind` does. */
export const columnsNamed = (names: readonly string[], columns: readonly string[], anyTable: boolean): string[] => {
  const wanted = new Set(names.map(bareWord))
  return columns.filter(
    column =>
      wanted.has(bareWord(column)) || (anyTable && wanted.has(bareWord(column.replace(/^(data\.)?attributes\./, '')))),
  )
}

const isSaid = (words: NotCountedRule['words']): words is Said => typeof words['status'] === 'string'

/** 'type: drill' and 'resolution/duplicate' are labels of one kind. */
const wordsIn = (value: string, { list, closes }: NotCountedRule): [string, string][] => {
  if (list) {
    const labels = value.split(/[,;]/)
    return labels.flatMap(one => [one, one.split(/[:/]/).at(-1) ?? ''].map(word => [one, bareWord(word)]))
  }
  const end = closes ? wordOfEnd(value) : null
  return [[value, bareWord(value)], ...(end === null ? [] : [[value, end] satisfies [string, string]])]
}

const saidBy = (value: string, rule: NotCountedRule): { said: Said; value: string } | null => {
  const { words, yes } = rule
  if (yes && yesOrNo(value)) return { said: yes, value }
  if (isSaid(words)) return isNothing(value) ? null : { said: words, value }
  for (const [one, word] of wordsIn(value, rule)) {
    const said = Object.hasOwn(words, word) ? words[word] : undefined
    if (said) return { said, value: one }
  }
  return null
}

/** A rule with those of the file's columns that it is about. */
export interface PlacedRule {
  readonly rule: NotCountedRule
  readonly columns: readonly string[]
}

export const placedRules = (
  rules: readonly NotCountedRule[],
  columns: readonly string[],
  anyTable: boolean,
): PlacedRule[] =>
  rules
    .map(rule => ({ rule, columns: columnsNamed(rule.columns, columns, anyTable) }))
    .filter(placed => placed.columns.length > 0)

/** The column and the words that a mapping names, as a rule. */
export const askedRule = (values: readonly string[]): NotCountedRule => ({
  columns: [],
  words: each(retracted, ...values.map(bareWord)),
})

/** Null where nothing says that it was none. */
export const notCounted = (
  { cells }: SourceRecord,
  rules: readonly PlacedRule[],
  originals: readonly string[],
): NotCounted | null => {
  for (const { rule, columns } of rules) {
    if (rule.beside !== undefined && !cells.has(rule.beside)) continue
    for (const value of columns.flatMap(column => cells.get(column) ?? [])) {
      const found = saidBy(value, rule)
      if (!found) continue
      const original = originals.flatMap(column => cells.get(column) ?? []).find(id => !isNothing(id))
      const reason = found.said.says ?? found.value.trim().toLowerCase().slice(0, longestReason)
      return { status: found.said.status, reason, original: original?.slice(0, 200) ?? null }
    }
  }
  return null
}

const longestReason = 100
