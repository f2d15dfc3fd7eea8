/** What each item of the agenda holds. */
import { factorSchema, type Named } from '../synthesis/schema.ts'
import { type Draft, draft } from './draft.ts'
import { momentLine, namedLine } from './drawn.ts'
import { earlierActionLines, figuresAreWithheld, incidentLines, knownConditionLines } from './facts.ts'
import { judges, type Said, numbersOf, type SaidTheme } from './said.ts'
import type { AgendaFacts, Topic } from './schema.ts'
import { leastShared, type Pace } from './pace.ts'
import { wordsOf } from './words/languages.ts'

const namedLines = (named: readonly Named[], said: Said, facts: AgendaFacts): string[] =>
  named.map(one => namedLine(one, numbersOf(said, one.observationIds), facts))

export const opening = (facts: AgendaFacts, pace: Pace): Draft => {
  const words = wordsOf(facts)
  const rated = figuresAreWithheld(facts) ? null : facts.rating
  const note = rated ? [words.rated(rated.mean.toFixed(1), rated.n)] : []
  return draft('Opening', 'opening', facts, pace, 2, 6, {
    lines: words.groundRules.slice(0, pace === 'full' ? undefined : 3),
    notes: [...words.wording.opening.notes, ...note, ...(pace === 'dash' ? [words.tooShort] : [])],
  })
}

/** Half a minute a voice where there is room, never more than a tenth of the meeting to begin with. */
export const checkIn = (facts: AgendaFacts, pace: Pace): Draft => {
  const people = facts.takenPart?.invited || 6
  const made = draft('Opening', 'check-in', facts, pace, 2 + people / 3, Math.max(5, Math.ceil(people * 1.5)), {
    lines: [wordsOf(facts).checkInOrder],
  })
  const wanted = Math.min(Math.ceil(people / 2), Math.floor(facts.durationMinutes / 10))
  return { ...made, claim: { ...made.claim, least: Math.max(made.claim.least, wanted) } }
}

/** What is known of the incident, then the times that people named. */
export const whatHappened = (facts: AgendaFacts, said: Said | null, pace: Pace): Draft => {
  if (!said) return draft('Understanding', 'facts', facts, pace, 3, 20, { lines: incidentLines(facts) })
  // A time alone would send everybody to the statement that judges somebody.
  const judging = new Set(said.observations.filter(one => judges(one, facts)).map(({ id }) => id))
  const timeline = said.timeline.filter(({ observationId }) => !judging.has(observationId))
  const told = timeline.map(entry => ({ at: entry.at, line: momentLine(entry, said, facts) }))
  const seeAlsoIds = [...new Set(timeline.map(({ observationId }) => observationId))]
  return draft('Understanding', 'facts', facts, pace, 3, 20, { lines: incidentLines(facts, told), seeAlsoIds })
}

/** More than half of it is what people would change: nobody sat in a seat there. */
const asksForChange = ({ observationIds }: SaidTheme, said: Said): boolean => {
  const proposed = new Set([...said.proposals, ...said.conditions].flatMap(entry => entry.observationIds))
  return observationIds.filter(id => proposed.has(id)).length * 2 > observationIds.length
}

export const ownTheme = (theme: SaidTheme, index: number, said: Said, facts: AgendaFacts, pace: Pace): Draft => {
  const words = wordsOf(facts)
  const inTurn = words.themeNotes[index % words.themeNotes.length] ?? []
  const notes = [...words.tookFor(theme.criterion), ...(asksForChange(theme, said) ? words.changeNotes : inTurn)]
  if (theme.disagreement) {
    notes.unshift(words.differing)
  }
  return draft('Understanding', 'theme', facts, pace, 4 + theme.voices + (theme.disagreement ? 2 : 0), Infinity, {
    id: theme.id,
    title: theme.title,
    question: theme.question,
    voices: theme.voices || null,
    disagreement: theme.disagreement,
    apart: theme.apart,
    observationIds: theme.observationIds,
    quotes: theme.quotes,
    lines: theme.apart === 0 ? [] : [words.givenApart(theme.apart)],
    notes,
  })
}

const asTopic = ({ quotes: _quotes, voices, ...topic }: SaidTheme): Topic => ({ ...topic, voices: voices || null })

/** The lesser themes share one item: the room picks as many as the plan has left, none where it is full. */
export const sharedThemes = (
  themes: readonly SaidTheme[],
  own: number,
  left: number,
  facts: AgendaFacts,
  pace: Pace,
): Draft => {
  const words = wordsOf(facts)
  const made = draft('Understanding', 'theme', facts, pace, 4 + Math.min(themes.length, 8), Infinity, {
    id: 'further-themes',
    notes: [
      ...(left > 0 ? [words.pickSome(Math.min(left, themes.length)), ...words.sharedNotes] : [words.notInThePlan]),
      ...(left > 0 && themes.some(theme => theme.disagreement) ? [words.differing] : []),
    ],
    title: own === 0 ? words.furtherThemes.together : words.furtherThemes.rest,
    question: left > 0 ? words.furtherThemesQuestion : '',
    disagreement: themes.some(theme => theme.disagreement),
    observationIds: themes.flatMap(theme => theme.observationIds),
    topics: themes.map(asTopic),
  })
  return { ...made, claim: left > 0 ? { ...made.claim, least: leastShared(pace) } : { least: 0, weight: 1, most: 0 } }
}

/** The fewer themes there are, the more of the hour goes to what stands alone; two accounts that differ are none yet. */
const roomFor = ({ themes }: Said): number =>
  1 + Math.max(0, 3 - themes.filter(({ observationIds }) => observationIds.length > 2).length) / 2

/** What stands alone, in one item, under the questions it answers. */
export const raisedOnce = (said: Said, facts: AgendaFacts, pace: Pace): Draft[] => {
  const words = wordsOf(facts)
  const observationIds = said.alone.flatMap(group => group.observationIds)
  if (observationIds.length === 0) return []
  const most = Math.max(10, observationIds.length * 3)
  return [
    draft('Understanding', 'raised-once', facts, pace, 3 + Math.sqrt(observationIds.length) * roomFor(said), most, {
      voices: 1,
      observationIds,
      notes: [
        ...(observationIds.length === 1 ? words.raisedAlone.notes : words.wording['raised-once'].notes),
        ...(said.alone.some(({ purpose }) => purpose === 'anything') ? [words.apartNote] : []),
      ],
      ...(said.alone.length > 1
        ? {
            topics: said.alone.map(group => ({
              ...words.alone[group.purpose ?? 'none'],
              voices: null,
              observationIds: group.observationIds,
            })),
          }
        : {}),
      ...(observationIds.length === 1 ? { question: words.raisedAlone.question } : {}),
    }),
  ]
}

/** For a room that has little or nothing written to start from. */
export const openQuestions = (facts: AgendaFacts, pace: Pace, count: number): Draft[] => {
  const words = wordsOf(facts)
  return words.standingQuestions.slice(0, count).map(({ title, question }, index) =>
    draft('Understanding', 'open-questions', facts, pace, 10, Infinity, {
      id: `open-questions-${index + 1}`,
      notes: [...(index === 0 ? words.wording['open-questions'].notes : (words.themeNotes[index] ?? []))],
      title,
      question,
      lines: index === count - 1 ? words.standingQuestions.slice(count).map(next => next.question) : [],
    }),
  )
}

/** One statement of it is somebody's word, and not yet a factor. */
const fewestOfFactor = 2
const mostOfFactor = 6
/** Where fewer of the statements speak of any factor that is known, those that do say little of the rest. */
const leastKnown = 1 / 3

export const factors = (facts: AgendaFacts, said: Said | null, pace: Pace): Draft => {
  const words = wordsOf(facts)
  const ticks = figuresAreWithheld(facts) ? [] : facts.factorTicks.filter(({ count }) => count !== 0)
  const ticked = new Map(ticks.map(tick => [tick.factor, tick.count]))
  const all = said?.observations ?? []
  const known = all.filter(one => one.factor !== null)
  const telling = known.length >= all.length * leastKnown ? known : []
  const rows = factorSchema.options
    .map(factor => {
      const own = telling.filter(one => one.factor === factor)
      const ids = own.length >= fewestOfFactor ? own.map(({ id }) => id) : []
      return { factor, ticked: ticked.has(factor), ticks: ticked.get(factor) ?? 0, ids }
    })
    .filter(row => row.ticked || row.ids.length > 0)
    .toSorted((a, b) => b.ticks + b.ids.length - (a.ticks + a.ids.length))
    .slice(0, pace === 'dash' ? 3 : undefined)
    .map(row => ({ ...row, shown: row.ids.slice(0, mostOfFactor) }))
  const lines = rows.map(({ factor, ids, shown, ticks, ticked }) => {
    const told = said && shown.length > 0 ? words.statements(numbersOf(said, shown)) : ''
    const by = ticked && ticks === 0 ? 'several' : ticks
    return words.factorLine(words.factorNames[factor], by, told, shown.length === ids.length)
  })
  const table = all.length > 0 ? [words.hasTable] : []
  return draft('Alignment', 'factors', facts, pace, 5, Infinity, {
    lines,
    seeAlsoIds: [...new Set(rows.flatMap(({ shown }) => shown))],
    notes: [...words.wording.factors.notes, ...table],
  })
}

/** Why it made sense says which decisions were taken, and with what in view. */
export const decisions = (facts: AgendaFacts, said: Said | null, pace: Pace): Draft =>
  draft('Alignment', 'decisions', facts, pace, 5, Infinity, {
    seeAlsoIds: said?.observations.flatMap(({ id, purpose }) => (purpose === 'reasons' ? [id] : [])) ?? [],
  })

/** In full, in their writers' words. */
export const counterfactuals = (facts: AgendaFacts, said: Said | null, pace: Pace): Draft[] => {
  const known = knownConditionLines(facts)
  const named = said?.conditions ?? []
  if (named.length + known.length === 0) return []
  const lines = [...(said ? namedLines(named, said, facts) : []), ...known]
  const seeAlsoIds = [...new Set(named.flatMap(entry => entry.observationIds))]
  return [draft('Alignment', 'counterfactuals', facts, pace, 5, Infinity, { lines, seeAlsoIds })]
}

/** What people proposed to change, in full. */
export const proposals = (facts: AgendaFacts, said: Said | null, pace: Pace): Draft => {
  const given = said?.proposals ?? []
  const lines = said ? namedLines(given, said, facts) : []
  const seeAlsoIds = [...new Set(given.flatMap(entry => entry.observationIds))]
  return draft('Action', 'proposals', facts, pace, 6, Infinity, { lines, seeAlsoIds })
}

/** One who points outside is no supplier yet. */
const fewestNaming = 2

export const vendor = (facts: AgendaFacts, said: Said | null, pace: Pace): Draft[] => {
  const seeAlsoIds = said?.vendorIds ?? []
  const before = facts.vendorBefore ?? []
  // Where it is asked what lay outside people tell of much; an item of its own takes a supplier.
  const naming = said?.observations.filter(one => one.flags.includes('vendor') || one.factor === 'vendor') ?? []
  if (!facts.vendor && naming.length < fewestNaming && before.length === 0) return []
  const known = facts.vendorKnown
  const { vendorQuestions } = wordsOf(facts)
  const answered = (lines: readonly string[] | undefined, question: string): readonly string[] =>
    lines && lines.length > 0 ? lines : [question]
  return [
    draft('Alignment', 'vendor', facts, pace, 6, Infinity, {
      seeAlsoIds,
      lines: [
        ...answered(known?.untilKnown, vendorQuestions.untilKnown),
        ...answered(known?.usersSaw, vendorQuestions.usersSaw),
        ...answered(known?.guards, vendorQuestions.guards),
        ...(known?.further ?? []),
        ...before,
      ],
    }),
  ]
}

export const earlierActions = (facts: AgendaFacts, pace: Pace): Draft[] =>
  facts.earlierActions.length === 0
    ? []
    : [
        draft('Action', 'earlier-actions', facts, pace, 3, Math.max(10, facts.earlierActions.length * 4), {
          lines: earlierActionLines(facts),
        }),
      ]

export const closing = (facts: AgendaFacts, pace: Pace): Draft =>
  draft('Closing', 'closing', facts, pace, 3, 15, { lines: [...wordsOf(facts).record] })
