/** The learning review as Markdown: CommonMark with GitHub's tables. */
import { markdownBlock, markdownLine } from '../markdown-text.ts'
import { type Words, words as spoken } from '../words/languages.ts'
import type { Language } from '../../domain/language/language.ts'
import type { Block } from '../../domain/learning-review/blocks.ts'
import { type OutlineSection, reviewOutline } from '../../domain/learning-review/outline.ts'
import type { LearningReview } from '../../domain/learning-review/schema.ts'

const after = (text: string): string[] => (text === '' ? [] : [text])

const blockLines = (block: Block): string[] => {
  switch (block.kind) {
    case 'sentence':
      return [markdownLine(block.text)]
    case 'list':
      return [
        `### ${markdownLine(block.title)}`,
        block.items.map(item => `- ${markdownLine(item)}`).join('\n'),
        ...after(block.after),
      ]
    case 'table': {
      const row = (cells: readonly string[]): string => `| ${cells.map(markdownLine).join(' | ')} |`
      return [
        `### ${markdownLine(block.title)}`,
        [
          row(block.columns.map(({ name }) => name)),
          `| ${block.columns.map(({ figures }) => (figures ? '---:' : '---')).join(' | ')} |`,
          ...block.rows.map(row),
        ].join('\n'),
        ...after(block.after),
      ]
    }
    default:
      return block satisfies never
  }
}

const sectionLines = ({ title, minutes, question, blocks, notes }: OutlineSection, words: Words): string[] => [
  `## ${title} (${words.minutes(minutes)})`,
  `**${question}**`,
  ...blocks.flatMap(blockLines),
  ...(notes === '' ? [] : [`### ${words.notes}`, markdownBlock(notes)]),
]

export const learningReviewMarkdown = (review: LearningReview, language: Language): string => {
  const words = spoken[language]
  const outline = reviewOutline(review, language)
  const blocks = [
    `# ${outline.title}`,
    `${outline.about} · ${words.length(outline.minutes)}`,
    ...outline.notices.map(text => `> ${markdownLine(text)}`),
    ...outline.sections.flatMap(section => sectionLines(section, words)),
    `## ${words.definitions}`,
    outline.definitions.map(line => `- ${markdownLine(line)}`).join('\n'),
  ]
  return `${blocks.join('\n\n')}\n`
}
