/** From statements to themes: redacted, grouped, titled, classified. The same set gives the same bytes in any order. */
import { conditionOf } from './conditions.ts'
import { hasDisagreement } from './disagreement.ts'
import { factorOf } from './factors.ts'
import { group, join, mergeSame } from './grouping.ts'
import { lens } from './lens.ts'
import { isProposal, proposalOf } from './proposals.ts'
import { asksForChange, neutralQuestion, tellingPurposes, themeQuestion } from './questions.ts'
import { redact } from './redaction.ts'
import {
  type FiledObservation,
  factorSchema,
  type NamedPerson,
  type Purpose,
  type Statement,
  type Synthesis,
} from './schema.ts'
import { nameOf, titleSource } from './titles.ts'

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const canonical = (a: Statement, b: Statement): number =>
  byText(a.text, b.text) || byText(a.item ?? '', b.item ?? '') || byText(a.id, b.id)

/** What more than half of them have in common. */
const shared = <T>(values: (T | null)[], order: readonly T[]): T | null =>
  order.find(value => values.filter(other => other === value).length * 2 > values.length) ?? null

/** Voices among some statements: distinct writers, and one for each statement whose writer is unknown. */
const voicesOf = (statements: Statement[]): number => {
  const known = new Set(statements.flatMap(({ voice }) => (voice === null ? [] : [voice])))
  return known.size + statements.filter(({ voice }) => voice === null).length
}

const file = (statement: Statement): FiledObservation => {
  const flags = lens(statement.text)
  return {
    id: statement.id,
    text: statement.text,
    item: statement.item,
    pseudonym: statement.choice === 'signed' || statement.apart ? null : statement.pseudonym,
    signedBy: statement.choice === 'signed' ? statement.signedBy : null,
    flags,
    factor: factorOf(statement.text),
    question: flags.length > 0 ? neutralQuestion(statement.text) : null,
  }
}

/**
 * The synthesis of one survey's statements. Ids must be distinct. Titles and questions come from verbatim and signed
 * statements only; a statement for themes only adds its voice to a theme with two open voices, else counts in furtherThemesOnly.
 */
export const synthesize = (statements: Statement[], people: NamedPerson[]): Synthesis => {
  const all = statements.map(statement => ({ ...statement, text: redact(statement.text, people) })).toSorted(canonical)
  const open = all.filter(({ choice }) => choice !== 'themes-only')
  const silent = all.filter(({ choice }) => choice === 'themes-only')
  const texts = open.map(({ text }) => text)
  const groups = group(texts)
  // What was given for themes only is laid beside themes that stand without it, so that it shapes no title and joins no two.
  const themeIndices = groups.filter(indices => indices.length > 1 && voicesOf(indices.flatMap(i => open[i] ?? [])) > 1)
  const joined = join(
    texts,
    themeIndices,
    silent.map(({ text }) => text),
  )
  const raisedOnce: string[] = []
  const drafts: { members: Statement[]; voices: number }[] = []
  for (const indices of groups) {
    const members = indices.toSorted((a, b) => a - b).flatMap(index => open[index] ?? [])
    const at = themeIndices.indexOf(indices)
    const added = at < 0 ? [] : silent.filter((_, index) => joined[index] === at)
    if (members.length > 1) drafts.push({ members, voices: voicesOf([...members, ...added]) })
    else raisedOnce.push(...members.map(({ id }) => id))
  }
  const furtherThemesOnly = joined.filter(at => at < 0).length
  const filed = new Map(open.map(statement => [statement.id, file(statement)]))
  const sources = new Map(open.map(statement => [statement.id, titleSource(statement.text)]))
  drafts.sort(
    (a, b) =>
      b.voices - a.voices ||
      b.members.length - a.members.length ||
      byText(a.members[0]?.text ?? '', b.members[0]?.text ?? '') ||
      byText(a.members[0]?.id ?? '', b.members[0]?.id ?? ''),
  )
  const themes = drafts.map(({ members, voices }, at) => {
    const ids = members.map(({ id }) => id)
    const own = new Set(ids)
    const inside = ids.flatMap(id => sources.get(id) ?? [])
    const outside = open.flatMap(({ id }) => (own.has(id) ? [] : (sources.get(id) ?? [])))
    const { title, topic } = nameOf(inside, outside)
    return {
      id: `theme-${at + 1}`,
      title,
      question: themeQuestion(
        topic,
        shared(
          ids.map(id => filed.get(id)?.factor ?? null),
          factorSchema.options,
        ),
        shared(
          members.map(({ purpose }) => purpose),
          tellingPurposes,
        ) ?? (ids.flatMap(id => filed.get(id) ?? []).filter(isProposal).length * 2 > ids.length ? asksForChange : null),
        at,
      ),
      voices,
      disagreement: hasDisagreement(members.map(({ text }) => text)),
      observationIds: ids,
    }
  })
  const observations = open.flatMap(({ id }) => filed.get(id) ?? [])
  const askedFor = (purpose: Purpose): ReadonlySet<string> =>
    new Set(open.filter(statement => statement.purpose === purpose).map(({ id }) => id))
  const [asConditions, asVendors] = [askedFor('condition'), askedFor('vendor')]
  const conditions = observations.filter(({ id, flags }) => flags.includes('counterfactual') || asConditions.has(id))
  const counterfactuals = mergeSame(conditions.map(({ text }) => text)).map(indices => {
    const members = indices.toSorted((a, b) => a - b).flatMap(index => conditions[index] ?? [])
    const inside = members.flatMap(({ id }) => sources.get(id) ?? [])
    const said = members.map(({ text }) => text)
    return {
      title: conditionOf(said) ?? proposalOf(said) ?? nameOf(inside, []).title,
      observationIds: members.map(({ id }) => id),
    }
  })
  const proposals = [...factorSchema.options, null].flatMap(factor => {
    const ids = observations.filter(o => o.factor === factor && isProposal(o)).map(({ id }) => id)
    return ids.length === 0 ? [] : [{ factor, observationIds: ids }]
  })
  return {
    themes,
    raisedOnce,
    furtherThemesOnly,
    observations,
    counterfactuals: counterfactuals.toSorted(
      (a, b) =>
        b.observationIds.length - a.observationIds.length ||
        byText(a.title, b.title) ||
        byText(a.observationIds[0] ?? '', b.observationIds[0] ?? ''),
    ),
    vendorObservationIds: observations
      .filter(({ id, flags, factor }) => flags.includes('vendor') || factor === 'vendor' || asVendors.has(id))
      .map(({ id }) => id),
    proposals,
  }
}
