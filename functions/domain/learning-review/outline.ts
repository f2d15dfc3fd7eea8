/** The learning review as every format reads it: sentences, tables and lists, in the order of the meeting. */
import { day } from '../agenda/clock.ts'
import { actionBlocks } from './outline-actions.ts'
import { forwardBlocks } from './outline-forward.ts'
import { inventoryBlocks } from './outline-inventory.ts'
import { patternBlocks } from './outline-patterns.ts'
import { pulseBlocks } from './outline-pulse.ts'
import { type SectionName, sectionNames } from './inputs.ts'
import type { LearningReview } from './schema.ts'
import type { Block } from './blocks.ts'
import { definitions, sectionWords } from './words.ts'

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
  readonly sections: readonly OutlineSection[]
  readonly definitions: readonly string[]
}

const blocksOf = (review: LearningReview, name: SectionName): Block[] => {
  switch (name) {
    case 'inventory':
      return inventoryBlocks(review.sections.inventory.figures)
    case 'patterns':
      return patternBlocks(review.sections.patterns.figures)
    case 'actions':
      return actionBlocks(review.sections.actions.figures)
    case 'pulse':
      return pulseBlocks(review.sections.pulse.figures)
    case 'forward':
      return forwardBlocks(review.sections.forward.figures)
    default:
      return name satisfies never
  }
}

const aboutOf = ({ to, over, publishedAt }: LearningReview): string => {
  const until = day(`${to}T12:00:00.000Z`, 'UTC')
  const published = publishedAt === null ? '' : ` Published on ${day(publishedAt, 'UTC')}; it no longer changes.`
  return over ? `Figures up to ${until}.${published}` : `The quarter still runs: figures up to ${until}.${published}`
}

export const reviewOutline = (review: LearningReview): ReviewOutline => {
  let from = 0
  const sections = sectionNames.map((name): OutlineSection => {
    const { minutes, notes } = review.sections[name]
    const section = { name, minutes, from, notes, ...sectionWords[name], blocks: blocksOf(review, name) }
    from += minutes
    return section
  })
  return {
    title: `Learning review ${review.quarter.slice(5)} ${review.quarter.slice(0, 4)}`,
    minutes: from,
    about: aboutOf(review),
    sections,
    definitions,
  }
}
