/** The learning review as every format reads it: sentences, tables and lists, in the order of the meeting. */
import { type SectionName, sectionNames } from './inputs.ts'
import type { LearningReview } from './schema.ts'
import { type Language, usualLanguage } from '../language/language.ts'
import { words } from './words/languages.ts'
import type { Block } from './blocks.ts'

export interface OutlineSection {
  readonly name: SectionName
  readonly title: string
  readonly minutes: number
  /** Minutes since the beginning. */
  readonly from: number
  readonly question: string
  readonly blocks: readonly Block[]
  readonly notes: string
}

interface ReviewOutline {
  readonly title: string
  readonly minutes: number
  /** Which days it covers, and whether it is final. */
  readonly about: string
  /** Where it stands among the editions of its quarter, and what is known since. */
  readonly notices: readonly string[]
  readonly sections: readonly OutlineSection[]
  readonly definitions: readonly string[]
}

export const reviewOutline = (review: LearningReview, language: Language = usualLanguage): ReviewOutline => {
  const said = words[language]
  const { inventory, patterns, actions, pulse, forward } = review.sections
  const blocks: Readonly<Record<SectionName, readonly Block[]>> = {
    inventory: said.blocks.inventory(inventory.figures),
    patterns: said.blocks.patterns(patterns.figures),
    actions: said.blocks.actions(actions.figures),
    pulse: said.blocks.pulse(pulse.figures),
    forward: said.blocks.forward(forward.figures),
  }
  let from = 0
  const sections = sectionNames.map((name): OutlineSection => {
    const { minutes, notes } = review.sections[name]
    const section = { name, minutes, from, notes, ...said.sections[name], blocks: blocks[name] }
    from += minutes
    return section
  })
  return {
    title: said.title(review.quarter, review.calendar),
    minutes: from,
    about: said.about(review),
    notices: said.notices(review),
    sections,
    definitions: said.definitions,
  }
}
