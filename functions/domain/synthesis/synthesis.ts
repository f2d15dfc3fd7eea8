/** From statements to what an agenda is laid out from. The same set gives the same bytes in any order. */
import { isAccusing } from './accusing.ts'
import { needsCare } from './care.ts'
import { confides } from './confiding.ts'
import { isCondition } from './conditions.ts'
import { disagreementsOf } from './disagreement.ts'
import { factorOf } from './factors.ts'
import { lens } from './lens.ts'
import { groupsOf, isSame, isStrong, type Pair, pairsOf } from './likeness.ts'
import { isNonAnswer } from './non-answers.ts'
import { isProposal, proposingPart } from './proposals.ts'
import { quotesOf } from './quotes.ts'
import { redact } from './redaction.ts'
import type { Choice, FiledObservation, Flag, Named, NamedPerson, Statement, Synthesis, Theme } from './schema.ts'
import { stepsPerStatement, stepsUpTo } from './steps.ts'
import { isStrength } from './strengths.ts'
import { titleOf } from './titles.ts'
import { writersOf } from './voices.ts'

/** Below it even a statement without a pseudonym would tell its writer's colleagues whose it is. */
export const careMinimum = 6

/** What its writer gave to the facilitators is theirs; what code set aside only among enough writers. */
const isShown = (choice: Choice, writers: number): boolean =>
  choice === 'facilitator' || (choice !== 'themes-only' && writers >= careMinimum)

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const canonical = (a: Statement, b: Statement): number =>
  byText(a.text, b.text) || byText(a.item ?? '', b.item ?? '') || byText(a.id, b.id)

/** Where the writer is told, statements of theirs on one matter are one voice. */
const hasPseudonym = ({ choice, apart }: Statement): boolean => choice === 'verbatim' && !apart

/** The flags that its writer was shown, and blame that is told by its form. */
const flagsOf = ({ text, purpose, apart }: Statement): Flag[] => {
  const shown = lens(text, apart)
  const other = shown.filter(flag => flag !== 'blame')
  return isAccusing(text, purpose, apart) ? ['blame', ...other] : other
}

const file = (statement: Statement): FiledObservation => ({
  id: statement.id,
  text: statement.text,
  item: statement.item,
  purpose: statement.purpose,
  pseudonym: hasPseudonym(statement) ? statement.pseudonym : null,
  signedBy: statement.choice === 'signed' ? statement.signedBy : null,
  flags: flagsOf(statement),
  factor: factorOf(statement.text),
})

type Sort = 'change' | 'good' | 'account'
export interface Read extends Statement {
  readonly filed: FiledObservation
  readonly isCondition: boolean
  readonly isProposal: boolean
  readonly isStrength: boolean
}

const read = (statement: Statement): Read => {
  const { text, purpose } = statement
  const isAsked = purpose === 'missing-information' ? 'for what was missing' : purpose === 'condition'
  return {
    ...statement,
    filed: file(statement),
    // "Without them it would have been chaos" praises.
    isCondition: purpose !== 'went-well' && isCondition(text, isAsked),
    isProposal: isProposal(text, purpose),
    isStrength: isStrength(text, purpose),
  }
}

const sortOf = (one: Read): Sort => (one.isCondition || one.isProposal ? 'change' : one.isStrength ? 'good' : 'account')

/** The voices that are told apart, and statements whose writer is not. */
const voicesOf = (members: readonly Statement[]): { voices: number; apart: number } => {
  const told = members.filter(hasPseudonym)
  return {
    voices: new Set(told.flatMap(({ voice }) => voice ?? [])).size + told.filter(({ voice }) => voice === null).length,
    apart: members.length - told.length,
  }
}

/** Strong evidence, among statements of one sort; near duplicates of any. */
const evidence = (open: readonly Read[]): Pair[] =>
  pairsOf(open.map(({ text }) => text)).filter(pair => {
    const [a, b] = [open[pair.a], open[pair.b]]
    return a && b && isStrong(pair) && (isSame(pair) || sortOf(a) === sortOf(b))
  })

/** What says the same in nearly the same words is listed once, in the words of the longest. */
const merged = (members: readonly Read[]): Named[] => {
  const texts = members.map(({ text }) => text)
  const pairs = pairsOf(texts).filter(isSame)
  return groupsOf(texts.length, pairs).map(indices => {
    const same = indices.flatMap(index => members[index] ?? [])
    const first = same.toSorted((a, b) => b.text.length - a.text.length || byText(a.text, b.text))[0]
    return { text: first?.text ?? '', observationIds: same.map(({ id }) => id) }
  })
}

/** Statements that make one theme, and what of it is not to be drawn from them. */
export interface Group {
  readonly members: readonly Statement[]
  readonly given?: Partial<Pick<Theme, 'title' | 'titleBy' | 'question' | 'criterion' | 'quotes'>>
}

/** A theme has two voices at least. */
export const isTheme = (members: readonly Statement[]): boolean => members.length > 1 && voicesOf(members).voices > 1

const groupsOfOpen = (open: readonly Read[]): Group[] =>
  groupsOf(open.length, evidence(open))
    .map(indices => indices.flatMap(index => open[index] ?? []))
    .filter(isTheme)
    .map(members => ({ members }))

/** The groups as themes, most voices first, each with what is told beside it; and how many were told beside none. */
export const themesFrom = (
  groups: readonly Group[],
  silent: readonly Statement[],
): { themes: Theme[]; further: number } => {
  const taken = joined(
    groups.map(({ members }) => members),
    silent,
  )
  const themes = groups
    .map(({ members, given }, index) => {
      const { voices, apart } = voicesOf(members)
      return { members, given, voices, apart: apart + taken.filter(at => at === index).length }
    })
    .toSorted(
      (a, b) =>
        b.voices - a.voices ||
        b.members.length - a.members.length ||
        byText(a.members[0]?.text ?? '', b.members[0]?.text ?? '') ||
        byText(a.members[0]?.id ?? '', b.members[0]?.id ?? ''),
    )
    .map(({ members, given, voices, apart }, at) => ({
      id: `theme-${at + 1}`,
      title: given?.title ?? titleOf(members.map(({ text }) => text)),
      voices,
      apart,
      observationIds: members.map(({ id }) => id),
      quotes: quotesOf(members),
      ...given,
    }))
  return { themes, further: taken.filter(at => at < 0).length }
}

/** For each silent statement the theme that it evidently belongs to, or -1. It shapes no theme, title or quote. */
const joined = (themes: readonly (readonly Statement[])[], silent: readonly Statement[]): number[] => {
  const members = themes.flatMap((theme, at) => theme.map(({ text }) => ({ text, at })))
  const offset = members.length
  const strong = pairsOf([...members, ...silent].map(({ text }) => text))
    .filter(pair => pair.a < offset && pair.b >= offset && isStrong(pair))
    .toSorted((x, y) => y.cosine - x.cosine || x.a - y.a)
  return silent.map((_, index) => members[strong.find(({ b }) => b === offset + index)?.a ?? -1]?.at ?? -1)
}

export interface Sorted {
  /** What may be laid out. */
  readonly open: readonly Read[]
  /** For themes only: counted, and shown nowhere. */
  readonly silent: readonly Statement[]
  readonly care: readonly Statement[]
  readonly nonAnswers: number
  /** Statements that could not be read within their steps, or at all: counted, and in no other place. */
  readonly unread: number
}

const isAside = ({ text, apart, choice }: Statement): boolean =>
  choice === 'facilitator' || needsCare(text, apart) || confides(text)

/** Null for what says nothing. */
const readOne = (statement: Statement, people: readonly NamedPerson[], mostSteps: number) => {
  if (isNonAnswer(statement.text)) return null
  const redacted = { ...statement, text: redact(statement.text, people, stepsUpTo(mostSteps)) }
  return { one: read(redacted), isAside: isAside(redacted) }
}

/**
 * The statements after redaction, in an order of their own, by what may become of them. Each is read by itself, so that
 * one that cannot be read costs no other.
 */
export const sortOut = (
  statements: readonly Statement[],
  people: readonly NamedPerson[],
  mostSteps = stepsPerStatement,
): Sorted => {
  const all: { one: Read; isAside: boolean }[] = []
  const [open, silent, care]: [Read[], Statement[], Statement[]] = [[], [], []]
  let [nonAnswers, unread] = [0, 0]
  for (const statement of statements) {
    try {
      const found = readOne(statement, people, mostSteps)
      if (found === null) nonAnswers += 1
      else all.push(found)
    } catch {
      unread += 1
    }
  }
  for (const { one, isAside: apart } of all.toSorted((a, b) => canonical(a.one, b.one))) {
    if (apart) care.push(one)
    else if (one.choice === 'themes-only') silent.push(one)
    else open.push(one)
  }
  return { open, silent, care, nonAnswers, unread }
}

/**
 * The synthesis of one survey's statements. Ids must be distinct. Non-answers are counted and dropped; what needs care,
 * or was given to the facilitators alone, is set apart before anything else looks at it. Themes, titles and quotes come from verbatim and signed statements
 * only; a statement for themes only is told beside a theme it evidently belongs to, else counts in furtherThemesOnly.
 */
export const synthesize = (
  statements: readonly Statement[],
  people: readonly NamedPerson[],
  mostSteps = stepsPerStatement,
): Synthesis => {
  const { open, silent, care, nonAnswers, unread } = sortOut(statements, people, mostSteps)
  const { themes, further } = themesFrom(groupsOfOpen(open), silent)
  const inThemes = new Set(themes.flatMap(({ observationIds }) => observationIds))
  const writers = writersOf(statements)
  const accounts = open.filter(one => sortOf(one) !== 'change')
  const quote = ({ index, quote: text }: { index: number; quote: string }) => ({
    observationId: accounts[index]?.id ?? '',
    text,
  })
  const observations = open.map(({ filed }) => filed)
  const aboutVendor = new Set(open.filter(({ purpose }) => purpose === 'vendor').map(({ id }) => id))
  return {
    themes,
    raisedOnce: open.flatMap(({ id }) => (inThemes.has(id) ? [] : [id])),
    furtherThemesOnly: further,
    observations,
    care: {
      texts: care.filter(({ choice }) => isShown(choice, writers)).map(({ text }) => text),
      count: care.length,
    },
    nonAnswers,
    ...(unread > 0 ? { unread } : {}),
    disagreements: disagreementsOf(accounts).map(({ a, b }) => ({ a: quote(a), b: quote(b) })),
    conditions: merged(open.filter(one => one.isCondition)),
    proposals: merged(
      open
        .filter(one => one.isProposal && !one.isCondition)
        .map(one => ({ ...one, text: proposingPart(one.text, one.purpose) })),
    ),
    strengths: open.filter(one => one.isStrength && !one.isCondition && !one.isProposal).map(({ id }) => id),
    vendorObservationIds: observations
      .filter(({ id, flags, factor }) => flags.includes('vendor') || factor === 'vendor' || aboutVendor.has(id))
      .map(({ id }) => id),
  }
}
