/** The agenda of a review meeting, laid out from what people said and from what is known of the incident. */
import type { Synthesis } from '../synthesis/schema.ts'
import { type Draft, join, withDue } from './draft.ts'
import { drawnFrom } from './drawn.ts'
import { shareMinutes } from './minutes.ts'
import { questionFor } from './questions.ts'
import { figuresAreWithheld, happenedLines } from './facts.ts'
import { type Said, saidOf } from './said.ts'
import type { Agenda, AgendaFacts } from './schema.ts'
import { leastShared, leastTheme, type Pace, paceOf } from './pace.ts'
import * as sections from './sections.ts'
import { settle } from './settle.ts'
import { wordsOf } from './words/languages.ts'

/** Which items of Alignment and Action a short meeting takes together, from none to all; the first that fits is taken. */
const joinings = [0, 1, 2, 3, 4] as const
type Joining = (typeof joinings)[number]

const alignment = (said: Said | null, facts: AgendaFacts, pace: Pace, joining: Joining): Draft[] => {
  const apart: Draft[] = []
  let host = sections.factors(facts, said, pace)
  const take = (drafts: readonly Draft[], from: Joining): void => {
    for (const one of drafts) {
      if (joining >= from) host = join(host, one, facts, pace)
      else apart.push(one)
    }
  }
  take([sections.decisions(facts, said, pace)], 1)
  take(sections.counterfactuals(facts, said, pace), 3)
  take(sections.vendor(facts, said, pace), 4)
  return [host, ...apart]
}

const action = (said: Said | null, facts: AgendaFacts, pace: Pace, joining: Joining): Draft[] => {
  const host = sections.proposals(facts, said, pace)
  const earlier = sections.earlierActions(facts, pace)
  return joining >= 2 ? [earlier.reduce((taken, one) => join(taken, one, facts, pace), host)] : [host, ...earlier]
}

const least = (drafts: readonly Draft[]): number => drafts.reduce((total, one) => total + one.claim.least, 0)

/** More than this many themes in one meeting are none: what is left is read with the statements. */
const mostThemes = 5

/** How many themes have an item of their own in the minutes left, the rest sharing one; null if not even that fits. */
const themesOfTheirOwn = (count: number, minutes: number, pace: Pace): number | null => {
  const theme = leastTheme(pace)
  const beforeTheLast = minutes - leastShared(pace)
  if (count === 0 || beforeTheLast < 0) return minutes < 0 || count > 0 ? null : 0
  const fitting = Math.floor(beforeTheLast / theme)
  const most = Math.min(count, mostThemes)
  return fitting >= most - 1 ? most : fitting
}

/** Above three themes a sixth of their minutes is left to share by voices, so that twenty voices have more than two. */
const themesWithRoom = (count: number, minutes: number, pace: Pace): number | null => {
  const most = themesOfTheirOwn(count, minutes, pace)
  const roomy = themesOfTheirOwn(count, Math.floor((minutes * 5) / 6), pace) ?? 0
  return most === null ? null : Math.max(roomy, Math.min(most, 3))
}

/** Whatever comes last, a theme or what several share, may be a minute shorter than the themes before it. */
const themeDrafts = (said: Said, own: number, facts: AgendaFacts, pace: Pace): Draft[] => {
  const drafts = said.themes.slice(0, own).map((theme, index) => sections.ownTheme(theme, index, said, facts, pace))
  const shared = said.themes.slice(own)
  const beside = shared.length > 0 ? [sections.sharedThemes(shared, own, mostThemes - own, facts, pace)] : []
  if (own < said.themes.length && own < mostThemes) return [...drafts, ...beside]
  return [
    ...drafts.map((one, index) =>
      index === own - 1 ? { ...one, claim: { ...one.claim, least: leastShared(pace) } } : one,
    ),
    ...beside,
  ]
}

/** After an hour people need a pause; a meeting of two hours has one before it turns from what happened to why. */
const breakMinutes = (facts: AgendaFacts): number => (facts.durationMinutes >= 120 ? 10 : 0)

const withBreak = (drafts: Draft[], facts: AgendaFacts): Draft[] => {
  const last = drafts.findLastIndex(one => one.part === 'Understanding' && one.claim.most > 0)
  const more = breakMinutes(facts)
  if (more === 0) return drafts
  return drafts.map((one, index) =>
    index === last
      ? {
          ...one,
          item: {
            ...one.item,
            notes: [...one.item.notes, wordsOf(facts).breakOf(more)],
          },
          claim: { ...one.claim, least: one.claim.least + more, most: one.claim.most + more },
        }
      : one,
  )
}

/** What stands before the themes and what stands behind them. */
const frame = (said: Said | null, facts: AgendaFacts, pace: Pace, joining: Joining) => {
  const room = facts.durationMinutes - breakMinutes(facts)
  const questions = said && said.observations.length > 2 ? 0 : { full: 2, short: 1, dash: 1 }[pace]
  return {
    before: [sections.opening(facts, pace), sections.checkIn(facts, pace), sections.whatHappened(facts, said, pace)],
    after: [
      ...(said ? sections.raisedOnce(said, facts, pace) : []),
      ...sections.openQuestions(facts, pace, questions + (questions > 0 && facts.durationMinutes >= 75 ? 1 : 0)),
      ...alignment(said, facts, pace, joining),
      ...action(said, facts, pace, joining),
      sections.closing(facts, pace),
    ].map(one => withDue(one, room)),
  }
}

type Shape = { joining: Joining; own: number }

/** Three themes with an item of their own are worth more than separate items of Alignment; below that, two, one, none. */
const shapeOf = (said: Said | null, facts: AgendaFacts, pace: Pace): Shape => {
  const themes = said?.themes.length ?? 0
  const room = facts.durationMinutes - breakMinutes(facts)
  const options = joinings.flatMap((joining): Shape[] => {
    const { before, after } = frame(said, facts, pace, joining)
    const own = themesWithRoom(themes, room - least(before) - least(after), pace)
    return own === null ? [] : [{ joining, own }]
  })
  const fitting = [3, 2, 1, 0].flatMap(goal => options.find(option => option.own >= Math.min(goal, themes)) ?? [])
  return fitting[0] ?? { joining: 4, own: 0 }
}

/** Which of the titles and questions are a model's words: kept beside the items, so that an edit needs no care for it. */
const readerOf = (said: Said | null): Pick<Agenda, 'reader'> =>
  said?.reader
    ? {
        reader: {
          model: said.reader.model,
          titles: said.themes.flatMap(({ title, titleBy }) => (titleBy ? [title] : [])),
          questions: said.themes.flatMap(({ question, questionBy }) => (questionBy ? [question] : [])),
        },
      }
    : {}

const partNames = ['Opening', 'Understanding', 'Alignment', 'Action', 'Closing'] as const

/**
 * The timed agenda (docs/architecture.md section 6). `facts.durationMinutes` is 15 to 480; the items' minutes add up to
 * it exactly. `synthesis` is null where nothing may be shown or nothing was asked; with `facts.withheld` set it is not
 * looked at, nor are rating and ticks, so that nothing of one or two ballots can get into the agenda by this way.
 */
export const layOutAgenda = (synthesis: Synthesis | null, facts: AgendaFacts): Agenda => {
  const pace = paceOf(facts.durationMinutes)
  const said = facts.withheld || !synthesis ? null : saidOf(synthesis, facts)
  const { joining, own } = shapeOf(said, facts, pace)
  const { before, after } = frame(said, facts, pace, joining)
  const drafts = withBreak([...before, ...(said ? themeDrafts(said, own, facts, pace) : []), ...after], facts)
  const minutes = shareMinutes(
    facts.durationMinutes,
    drafts.map(draft => draft.claim),
  )
  const items = drafts.map((draft, index) => ({
    part: draft.part,
    item: { ...draft.item, minutes: minutes[index] ?? 0 },
  }))
  const parts = partNames.map(name => ({
    name,
    minutes: 0,
    items: items.filter(entry => entry.part === name).map(entry => entry.item),
  }))
  return settle({
    reviewId: facts.reviewId,
    surveyId: facts.surveyId,
    title: facts.title,
    language: facts.language,
    meetingAt: facts.meetingAt,
    zone: facts.zone,
    minutes: facts.durationMinutes,
    takenPart: facts.takenPart,
    brief: { happened: happenedLines(facts), matters: [], differing: [], alone: [], proposals: [], wentWell: [] },
    parts,
    matrix: [],
    appendix: (said?.observations ?? []).map(one => ({
      id: one.id,
      text: one.text,
      pseudonym: one.pseudonym,
      signedBy: one.signedBy,
      theme: null,
      purpose: one.purpose,
      factor: one.factor,
      question: questionFor(one.flags, facts),
    })),
    differing: said?.disagreements ?? [],
    candidates: {
      ticked: figuresAreWithheld(facts) ? [] : facts.factorTicks,
      conditions: said?.conditions ?? [],
      proposals: said?.proposals ?? [],
      ...(facts.vendorKnown?.decided ? { decided: [facts.vendorKnown.decided] } : {}),
    },
    furtherThemesOnly: said?.furtherThemesOnly ?? 0,
    care: said?.care.count ?? 0,
    nonAnswers: said?.nonAnswers ?? 0,
    ...(said?.unread === undefined ? {} : { unread: said.unread }),
    ...readerOf(said),
    ...(said ? { drawn: drawnFrom(said, facts) } : {}),
    withheld: facts.withheld,
  })
}
