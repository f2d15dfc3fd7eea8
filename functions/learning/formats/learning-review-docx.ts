/** The learning review as a Word document, made of the same styles as the agenda. */
import { HeadingLevel, Paragraph, Tab, type Table, TableRow, TextRun } from 'docx'
import type { Block } from '../../domain/learning-review/blocks.ts'
import { type OutlineSection, reviewOutline } from '../../domain/learning-review/outline.ts'
import type { LearningReview } from '../../domain/learning-review/schema.ts'
import { oneLine } from '../../domain/agenda/plain.ts'
import { docxBytes } from './docx-document.ts'
import { cell, paragraph, table, textRuns } from './docx-parts.ts'
import { clockTabs, textWidth } from './docx-style.ts'

type TableBlock = Extract<Block, { kind: 'table' }>

/** Columns of text share what the columns of figures leave. */
const figureWidth = Math.round(textWidth * 0.13)

const widthsOf = ({ columns }: TableBlock): number[] => {
  const figures = columns.filter(column => column.figures).length
  const texts = Math.max(1, columns.length - figures)
  return columns.map(column => (column.figures ? figureWidth : Math.floor((textWidth - figures * figureWidth) / texts)))
}

const tableOf = (block: TableBlock): Table => {
  const widths = widthsOf(block)
  const row = (cells: readonly string[], head: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: head,
      children: cells.map((text, index) => {
        const style = block.columns[index]?.figures ? 'TableFigure' : head ? 'TableHead' : 'TableText'
        return cell(oneLine(text), widths[index] ?? figureWidth, style, true)
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

const point = (text: string): Paragraph =>
  new Paragraph({ numbering: { reference: 'points', level: 0 }, children: textRuns(oneLine(text)) })

const blockParts = (block: Block): (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'sentence':
      return [paragraph(oneLine(block.text))]
    case 'list':
      return [heading(block.title), ...block.items.map(point), ...after(block.after)]
    case 'table':
      return [heading(block.title), tableOf(block), ...after(block.after)]
    default:
      return block satisfies never
  }
}

const sectionParts = ({ title, minutes, question, blocks, notes }: OutlineSection): (Paragraph | Table)[] => [
  new Paragraph({
    heading: HeadingLevel.HEADING_1,
    pageBreakBefore: true,
    tabStops: clockTabs.slice(1),
    children: [new TextRun(title), new TextRun({ children: [new Tab(), `${minutes} min`], bold: false, size: 20 })],
  }),
  paragraph(question, { style: 'When' }),
  ...blocks.flatMap(blockParts),
  ...(notes === '' ? [] : [heading('Notes'), paragraph(notes)]),
]

/** The same review has the same bytes: its last day stands where the library would write the time of day. */
export const learningReviewDocx = (review: LearningReview): Promise<Uint8Array> => {
  const outline = reviewOutline(review)
  return docxBytes(outline.title, `${review.to}T00:00:00.000Z`, [
    paragraph(`Learning review, ${outline.minutes} minutes`, { style: 'Kicker' }),
    paragraph(outline.title, { heading: HeadingLevel.TITLE }),
    paragraph(outline.about, { style: 'When' }),
    ...outline.sections.flatMap(sectionParts),
    heading('How the figures are made'),
    ...outline.definitions.map(point),
  ])
}
