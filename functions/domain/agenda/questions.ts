/** What the room is asked about a theme, and in the place of a statement that judges. */
import { factorSchema, type FiledObservation, type Flag, type Purpose } from '../synthesis/schema.ts'
import type { Agenda } from './schema.ts'
import { type Words, wordsOf } from './words/languages.ts'

/** What more than half of them have in common. */
const shared = <T>(values: readonly (T | null)[], order: readonly T[]): T | null =>
  order.find(value => values.filter(other => other === value).length * 2 > values.length) ?? null

const telling: readonly Purpose[] = ['went-well', 'condition', 'missing-information', 'surprise', 'vendor', 'reasons']

export interface Asked {
  readonly members: readonly Pick<FiledObservation, 'factor' | 'purpose'>[]
  readonly disagreement: boolean
}

const unusedFor = ({ members, disagreement }: Asked, used: ReadonlySet<string>, { themeQuestions }: Words): string => {
  const factor = shared(
    members.map(one => one.factor),
    factorSchema.options,
  )
  const purpose = shared(
    members.map(one => one.purpose),
    telling,
  )
  const fitting = [
    ...(disagreement ? themeQuestions.differing : []),
    ...(purpose ? themeQuestions.byPurpose[purpose] : []),
    ...(factor ? themeQuestions.byFactor[factor] : []),
    ...themeQuestions.general,
  ]
  return fitting.find(one => !used.has(one)) ?? ''
}

/**
 * One question for each, by what its statements are about; the same is never asked twice, and where nothing fitting is
 * left there is none: the facilitator writes it.
 */
export const questionsOf = (themes: readonly Asked[], words: Words): string[] => {
  const used = new Set<string>()
  return themes.map(asked => {
    const question = unusedFor(asked, used, words)
    used.add(question)
    return question
  })
}

/** Whether it asks for what two accounts have against each other: where they no longer stand together it makes no sense. */
export const isAboutDiffering = (question: string, agenda: Pick<Agenda, 'language'>): boolean =>
  wordsOf(agenda).themeQuestions.differing.includes(question)

/** One for statements that are made a theme; what the agenda asks already is not asked again. */
export const questionAmong = (ids: readonly string[], agenda: Agenda): string => {
  const { appendix, parts } = agenda
  const items = parts.flatMap(part => part.items)
  const used = items.flatMap(({ question, topics = [] }) => [question, ...topics.map(one => one.question)])
  return unusedFor(
    { members: appendix.filter(({ id }) => ids.includes(id)), disagreement: false },
    new Set(used),
    wordsOf(agenda),
  )
}

/** The question that is read in the place of a statement which judges, or null. */
export const questionFor = (flags: readonly Flag[], of: Pick<Agenda, 'language'>): string | null => {
  const { flaggedQuestions } = wordsOf(of)
  return (
    (['blame', 'hindsight'] as const).flatMap(flag => (flags.includes(flag) ? flaggedQuestions[flag] : []))[0] ?? null
  )
}
