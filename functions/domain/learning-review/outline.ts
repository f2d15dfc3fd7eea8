/** The learning review as every format reads it: sentences, tables and lists, in the order of the meeting. */
import { type SectionName, sectionNames } from './inputs.ts'
import type { LearningReview } from './schema.ts'
import { type Language, usualLanguage } from '../language/language.ts'
import { words } from './words/languages.ts'
import { firstPageOf } from './first-page.ts'
import type { Said } from './links.ts'
import type { Block } from './blocks.ts'

export interface OutlineSection {
  readonly name: SectionName
  readonly title: string
  readonly minutes: number
  /** Minutes since the beginning. */
  readonly from: number
  readonly question: string
  /** Sentences, charts and lists. */
  readonly blocks: readonly Block[]
  /** Folded on a screen, and at the end of what is printed: exact figures and probabilities. */
  readonly tables: readonly TableBlock[]
  readonly notes: string
}

export type TableBlock = Extract<Block, { kind: 'table' }>

/** One of the four questions that a review begins with. */
export interface FirstAnswer {
  readonly name: keyof typeof sectionOfAnswer
  readonly question: string
  readonly answer: string
  readonly evidence: readonly Said[]
  /** Which says more. */
  readonly section: SectionName
}

const sectionOfAnswer = { recurred: 'patterns', closed: 'actions', unseen: 'patterns', invest: 'forward' } as const

interface ReviewOutline {
  readonly title: string
  readonly minutes: number
  /** Which days it covers, and whether it is final. */
  readonly about: string
  /** Where it stands among the editions of its quarter, and what is known since. */
  readonly notices: readonly string[]
  readonly first: { readonly title: string; readonly answers: readonly FirstAnswer[] }
  readonly appendix: string
  readonly sections: readonly OutlineSection[]
  readonly definitions: readonly string[]
}

export const reviewOutline = (review: LearningReview, language: Language = usualLanguage): ReviewOutline => {
  const said = words[language]
  const { inventory, patterns, actions, pulse, forward } = review.sections
  const blocks: Readonly<Record<SectionName, readonly Block[]>> = {
    inventory: said.blocks.inventory(inventory.figures),
    patterns: said.blocks.patterns(patterns.figures),
    actions: said.blocks.actions(actions.figures, review.calendar),
    pulse: said.blocks.pulse(pulse.figures),
    forward: said.blocks.forward(forward.figures),
  }
  let from = 0
  const sections = sectionNames.map((name): OutlineSection => {
    const { minutes, notes } = review.sections[name]
    const tables = blocks[name].filter(block => block.kind === 'table')
    const told = blocks[name].filter(block => block.kind !== 'table')
    const section = { name, minutes, from, notes, ...said.sections[name], blocks: told, tables }
    from += minutes
    return section
  })
  const answers = said.firstPage(firstPageOf(review))
  const names = ['recurred', 'closed', 'unseen', 'invest'] as const
  const first = names.map((name): FirstAnswer => ({ name, ...answers[name], section: sectionOfAnswer[name] }))
  return {
    title: said.title(review.quarter, review.calendar),
    minutes: from,
    about: said.about(review),
    notices: said.notices(review),
    first: { title: said.firstPageTitle, answers: first },
    appendix: said.appendixTitle,
    sections,
    definitions: said.definitions,
  }
}
