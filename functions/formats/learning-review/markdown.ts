/** The learning review as Markdown: CommonMark with GitHub's tables. */
import { markdownBlock, markdownLine, markdownPiece } from '../markdown-text.ts'
import { type Words, words as spoken } from '../words/languages.ts'
import type { Language } from '../../domain/language/language.ts'
import { barLength, type Block } from '../../domain/learning-review/blocks.ts'
import { type OutlineSection, reviewOutline } from '../../domain/learning-review/outline.ts'
import { type LinkOf, piecesOf, type Said } from '../../domain/learning-review/links.ts'
import type { LearningReview } from '../../domain/learning-review/schema.ts'

const after = (text: string): string[] => (text === '' ? [] : [text])

/** In angle brackets an address of any letters ends where it ends; those that would end it earlier are encoded. */
const saidLine = (said: Said, linkOf: LinkOf): string =>
  piecesOf(said)
    .map(piece => {
      if (typeof piece === 'string') return { text: piece, to: null }
      return { text: piece.text, to: linkOf(piece.to) }
    })
    .map(({ text, to }, index, all) => {
      const shown = all.length === 1 ? markdownLine(text) : markdownPiece(text)
      return to === null
        ? shown
        : `[${shown.replaceAll(/(?<!\\)\]/g, '\\]')}](<${to.replaceAll(/[<>\s\\|]/g, encodeURIComponent)}>)`
    })
    .join('')

const blockLines = (block: Block, linkOf: LinkOf): string[] => {
  switch (block.kind) {
    case 'sentence':
      return [markdownLine(block.text)]
    case 'list':
      return [
        `### ${markdownLine(block.title)}`,
        block.items.map(item => `- ${saidLine(item, linkOf)}`).join('\n'),
        ...after(block.after),
      ]
    case 'chart':
      return [
        `### ${markdownLine(block.title)}`,
        block.bars
          .map(({ name, value }) => `- ${markdownLine(name)}: ${'█'.repeat(barLength(value, block.bars, 20))} ${value}`)
          .join('\n'),
      ]
    case 'table': {
      const row = (cells: readonly Said[]): string => `| ${cells.map(cell => saidLine(cell, linkOf)).join(' | ')} |`
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

const sectionLines = (
  { title, minutes, question, blocks, notes }: OutlineSection,
  words: Words,
  linkOf: LinkOf,
): string[] => [
  `## ${title} (${words.minutes(minutes)})`,
  `**${question}**`,
  ...blocks.flatMap(block => blockLines(block, linkOf)),
  ...(notes === '' ? [] : [`### ${words.notes}`, markdownBlock(notes)]),
]

export const learningReviewMarkdown = (review: LearningReview, language: Language, linkOf: LinkOf): string => {
  const words = spoken[language]
  const outline = reviewOutline(review, language)
  const blocks = [
    `# ${outline.title}`,
    `${outline.about} · ${words.length(outline.minutes)}`,
    ...outline.notices.map(text => `> ${markdownLine(text)}`),
    `## ${outline.first.title}`,
    ...outline.first.answers.flatMap(({ question, answer, evidence }) => [
      `### ${markdownLine(question)}`,
      `**${markdownLine(answer)}**`,
      ...(evidence.length > 0 ? [evidence.map(said => `- ${saidLine(said, linkOf)}`).join('\n')] : []),
    ]),
    ...outline.sections.flatMap(section => sectionLines(section, words, linkOf)),
    `## ${outline.appendix}`,
    ...outline.sections.flatMap(({ tables }) => tables.flatMap(table => blockLines(table, linkOf))),
    `## ${words.definitions}`,
    outline.definitions.map(line => `- ${markdownLine(line)}`).join('\n'),
  ]
  return `${blocks.join('\n\n')}\n`
}
