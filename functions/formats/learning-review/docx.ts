/** The learning review as a Word document, with the same styles as the agenda. */
import { HeadingLevel, Paragraph, SimpleField, Tab, type Table, TableRow, TextRun } from 'docx'
import type { Language } from '../../domain/language/language.ts'
import { barLength, type Block } from '../../domain/learning-review/blocks.ts'
import { type OutlineSection, reviewOutline } from '../../domain/learning-review/outline.ts'
import { type LinkOf, piecesOf, plainOf, type Said } from '../../domain/learning-review/links.ts'
import type { LearningReview } from '../../domain/learning-review/schema.ts'
import { oneLine } from '../../domain/agenda/plain.ts'
import { type Words, words as spoken } from '../words/languages.ts'
import { docxBytes } from '../docx/document.ts'
import { cell, paragraph, table, textRuns } from '../docx/parts.ts'
import { clockTabs, textWidth } from '../docx/style.ts'

type TableBlock = Extract<Block, { kind: 'table' }>

/** About the width of a letter in a table. */
const letterWidth = Math.round(textWidth * 0.0135)
/** The space beside a cell's text. */
const cellSpace = 140

const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map(text => text.length))

/**
 * Columns of figures get the width they need. Columns of text share the rest according to how much there is to read,
 * each at least as wide as its longest word, so that no word is broken.
 */
const widthsOf = ({ columns, rows }: TableBlock): number[] => {
  const needs = columns.map(({ name, figures }, index) => {
    const texts = rows.map(cells => plainOf(cells[index] ?? ''))
    const words = longest([name, ...texts].flatMap(text => text.split(/\s+/)))
    const widest = figures ? Math.max(words, Math.min(longest(texts), 12)) : Math.min(words, 24)
    const reading = Math.max(name.length, longest(texts)) ** 0.7
    return { least: widest * letterWidth + cellSpace, share: figures ? 0 : reading }
  })
  const least = needs.reduce((total, need) => total + need.least, 0)
  const shares = needs.reduce((total, need) => total + need.share, 0)
  const rest = Math.max(0, textWidth - least)
  const scale = Math.min(1, textWidth / least)
  return needs.map(need =>
    Math.floor(need.least * scale + (shares === 0 ? rest / needs.length : (rest * need.share) / shares)),
  )
}

/**
 * Pieces that lead nowhere are text like any other. A link is a field: as a relation of the package it would get an id by
 * chance, and the same review other bytes.
 */
const runsOf = (said: Said, linkOf: LinkOf): (TextRun | SimpleField)[] =>
  piecesOf(said).flatMap((piece): (TextRun | SimpleField)[] => {
    if (typeof piece === 'string') return textRuns(piece.replaceAll(/\s+/g, ' '))
    const link = linkOf(piece.to)
    const text = oneLine(piece.text)
    return link === null ? textRuns(text) : [new SimpleField(`HYPERLINK "${encodeURI(link)}"`, text)]
  })

const tableOf = (block: TableBlock, linkOf: LinkOf): Table => {
  const widths = widthsOf(block)
  const row = (cells: readonly Said[], head: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: head,
      children: cells.map((said, index) => {
        const style = block.columns[index]?.figures ? 'TableFigure' : head ? 'TableHead' : 'TableText'
        const children = typeof said === 'string' ? undefined : runsOf(said, linkOf)
        return cell(oneLine(plainOf(said)), widths[index] ?? 0, style, true, !head, children)
      }),
    })
  return table(widths, [
    row(
      block.columns.map(({ name }) => name),
      true,
    ),
    ...block.rows.map(cells => row(cells, false)),
  ])
}

const after = (text: string): Paragraph[] => (text === '' ? [] : [paragraph(text, { style: 'Kicker' })])

const heading = (text: string): Paragraph => paragraph(oneLine(text), { heading: HeadingLevel.HEADING_3 })

const point = (said: Said, linkOf: LinkOf): Paragraph =>
  new Paragraph({
    numbering: { reference: 'points', level: 0 },
    children: typeof said === 'string' ? textRuns(oneLine(said)) : runsOf(said, linkOf),
  })

const blockParts = (block: Block, linkOf: LinkOf): (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'sentence':
      return [paragraph(oneLine(block.text))]
    case 'list':
      return [heading(block.title), ...block.items.map(item => point(item, linkOf)), ...after(block.after)]
    case 'chart':
      return [
        heading(block.title),
        ...block.bars.map(({ name, value }) =>
          paragraph(`${'█'.repeat(barLength(value, block.bars, 20))} ${value}  ${oneLine(name)}`, {
            style: 'TableText',
          }),
        ),
      ]
    case 'table':
      return [heading(block.title), tableOf(block, linkOf), ...after(block.after)]
    default:
      return block satisfies never
  }
}

const sectionParts = (
  { title, minutes, question, blocks, notes }: OutlineSection,
  words: Words,
  linkOf: LinkOf,
): (Paragraph | Table)[] => [
  new Paragraph({
    heading: HeadingLevel.HEADING_1,
    pageBreakBefore: true,
    tabStops: clockTabs.slice(1),
    children: [
      new TextRun(title),
      new TextRun({ children: [new Tab(), words.minutes(minutes)], bold: false, size: 20 }),
    ],
  }),
  paragraph(question, { style: 'When' }),
  ...blocks.flatMap(block => blockParts(block, linkOf)),
  ...(notes === '' ? [] : [heading(words.notes), paragraph(notes)]),
]

/** The same review always has the same bytes: the properties give its last day instead of the time of day. */
export const learningReviewDocx = (review: LearningReview, language: Language, linkOf: LinkOf): Promise<Uint8Array> => {
  const words = spoken[language]
  const outline = reviewOutline(review, language)
  return docxBytes({ title: outline.title, at: `${review.to}T00:00:00.000Z`, language }, [
    paragraph(words.learningReview(outline.minutes), { style: 'Kicker' }),
    paragraph(outline.title, { heading: HeadingLevel.TITLE }),
    paragraph(outline.about, { style: 'When' }),
    ...outline.notices.map(text => paragraph(oneLine(text))),
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(outline.first.title)] }),
    ...outline.first.answers.flatMap(({ question, answer, evidence }) => [
      heading(question),
      paragraph(oneLine(answer)),
      ...evidence.map(said => point(said, linkOf)),
    ]),
    ...outline.sections.flatMap(section => sectionParts(section, words, linkOf)),
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: true,
      children: [new TextRun(outline.appendix)],
    }),
    ...outline.sections.flatMap(({ tables }) => tables.flatMap(one => blockParts(one, linkOf))),
    heading(words.definitions),
    ...outline.definitions.map(text => point(text, linkOf)),
  ])
}
