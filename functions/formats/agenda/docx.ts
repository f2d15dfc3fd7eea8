/** The agenda as a Word document, made of real styles, so that it edits well. */
import {
  BookmarkEnd,
  BookmarkStart,
  HeadingLevel,
  InternalHyperlink,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableRow,
  TextRun,
} from 'docx'
import {
  type Outline,
  type OutlineItem,
  type OutlineLine,
  type OutlineQuote,
  outlineOf,
  runs,
} from '../../domain/agenda/outline.ts'
import { isPreformatted, oneLine, visible } from '../../domain/agenda/plain.ts'
import type { Agenda } from '../../domain/agenda/schema.ts'
import { usedFactors } from '../../domain/agenda/settle.ts'
import { wordsOf } from '../../domain/agenda/words/languages.ts'
import { docxBytes } from '../docx/document.ts'
import { type Words, words as spoken } from '../words/languages.ts'
import { cell, isRightToLeft, paragraph, type Style, table, textRuns } from '../docx/parts.ts'
import { clockTabs, clockWidth, textWidth } from '../docx/style.ts'

const anchor = (number: number): string => `statement_${number}`

const link = (number: number): ParagraphChild =>
  new InternalHyperlink({ anchor: anchor(number), children: [new TextRun(String(number))] })

const links = (numbers: readonly number[]): ParagraphChild[] =>
  runs(numbers).flatMap(([from, to], index) => [
    ...(index > 0 ? [new TextRun(', ')] : []),
    link(from),
    ...(from === to ? [] : [new TextRun('–'), link(to)]),
  ])

const references = (name: string, numbers: readonly number[]): ParagraphChild[] => [
  new TextRun(`${name} `),
  ...links(numbers),
]

const entry = (line: OutlineLine): Paragraph =>
  new Paragraph({
    numbering: { reference: 'points', level: 0 },
    bidirectional: isRightToLeft(line.text),
    children: [...textRuns(line.text), ...links(line.statements), ...(line.after ? [new TextRun(line.after)] : [])],
  })

const clocked = (heading: Style['heading'], from: string, title: string, length: string): Paragraph =>
  new Paragraph({
    ...(heading ? { heading } : {}),
    tabStops: clockTabs,
    children: [
      new TextRun({ children: [from, new Tab()] }),
      ...textRuns(oneLine(title)),
      new TextRun({ children: [new Tab(), length], bold: false }),
    ],
  })

const quoteParagraph = ({ text, by, number }: OutlineQuote): Paragraph =>
  new Paragraph({
    style: 'Detail',
    bidirectional: isRightToLeft(text),
    children: [...textRuns(`“${oneLine(text)}” (${by ? `${oneLine(by)}, ` : ''}`), link(number), new TextRun(')')],
  })

const brief = (outline: Outline): Paragraph[] =>
  outline.brief.length === 0
    ? []
    : [
        paragraph(wordsOf(outline).briefTitles.brief, { heading: HeadingLevel.HEADING_1 }),
        ...outline.brief.flatMap(({ title, lines, quotes }) => [
          paragraph(oneLine(title), { heading: HeadingLevel.HEADING_3 }),
          ...lines.map(line => paragraph(oneLine(line), { style: 'Detail' })),
          ...quotes.map(quoteParagraph),
        ]),
      ]

const itemParagraphs = (
  { item, from, statements, seeAlso, lines, quotes, heard, topics: shared, folded }: OutlineItem,
  words: Words,
): Paragraph[] => {
  const topics = shared.flatMap(topic => {
    const voices = topic.heard === '' ? '' : ` (${topic.heard})`
    return [
      new Paragraph({
        numbering: { reference: 'points', level: 0 },
        children: [
          new TextRun({ text: oneLine(topic.title), bold: true }),
          new TextRun(`${voices}${topic.question === '' ? '' : `: ${oneLine(topic.question)}`}`),
          ...(topic.statements.length > 0
            ? [new TextRun(' · '), ...references(words.statements(topic.statements.length), topic.statements)]
            : []),
        ],
      }),
      ...topic.quotes.map(quoteParagraph),
    ]
  })
  const listed =
    item.kind === 'closing'
      ? lines.flatMap(line => [paragraph(line.text, { style: 'Detail' }), new Paragraph({ style: 'RecordLine' })])
      : lines.map(entry)
  const told: ParagraphChild[] = [
    ...(heard === '' ? [] : [new TextRun(heard)]),
    ...(heard !== '' && statements.length > 0 ? [new TextRun(' · ')] : []),
    ...(statements.length > 0 ? references(words.statements(statements.length), statements) : []),
  ]
  return [
    clocked(HeadingLevel.HEADING_2, from, item.title, words.minutes(item.minutes)),
    ...(item.question === '' ? [] : [paragraph(oneLine(item.question), { style: 'Question' })]),
    ...quotes.map(quoteParagraph),
    ...topics,
    ...(folded.length > 0 ? [paragraph(words.moreThemes(folded.length), { style: 'Reference' })] : []),
    ...listed,
    ...(told.length > 0 ? [new Paragraph({ style: 'Reference', children: told })] : []),
    ...(seeAlso.length > 0
      ? [
          new Paragraph({
            style: 'Reference',
            children: [new TextRun(`${words.seeAlso}: `), ...references(words.statements(seeAlso.length), seeAlso)],
          }),
        ]
      : []),
    ...item.notes.map(note => paragraph(oneLine(note), { style: 'FacilitatorNote' })),
  ]
}

const overview = (outline: Outline, words: Words): Table => {
  const minutes = clockWidth
  const widths = [clockWidth, textWidth - clockWidth - minutes, minutes] as const
  const row = (from: string, title: string, length: string, bold: boolean): TableRow => {
    const style = bold ? 'TableHead' : 'TableText'
    return new TableRow({
      cantSplit: true,
      children: [
        cell(from, widths[0], style, bold),
        cell(oneLine(title), widths[1], style, bold),
        cell(length, widths[2], 'TableFigure', bold),
      ],
    })
  }
  return table(
    widths,
    outline.parts.flatMap(part => [
      row(part.from, part.name, words.minutes(part.minutes), true),
      ...part.items.map(({ item, from }) => row(from, item.title, String(item.minutes), false)),
    ]),
  )
}

/** Each theme with its factors in a sentence: a page is too narrow for fourteen columns of words. */
const matrix = (agenda: Agenda, words: Words): (Paragraph | Table)[] => {
  if (agenda.matrix.length === 0) return []
  const columns = usedFactors(agenda)
  const widths = [Math.round(textWidth * 0.4), textWidth - Math.round(textWidth * 0.4)] as const
  const rows = agenda.matrix.map(({ title, factors }) => {
    const counts = columns.flatMap(column =>
      factors[column] ? [`${wordsOf(agenda).factorNames[column]} ${factors[column]}`] : [],
    )
    return new TableRow({
      cantSplit: true,
      children: [
        cell(oneLine(title), widths[0], 'TableText', true),
        cell(counts.join(', '), widths[1], 'TableText', true),
      ],
    })
  })
  return [paragraph(words.factors, { heading: HeadingLevel.HEADING_3 }), table(widths, rows)]
}

/** The library's own bookmarks count on from one document to the next; here the statement's number is the id. */
const statementHeading = (number: number, name: string): Paragraph => {
  const heading = new Paragraph({ heading: HeadingLevel.HEADING_4 })
  heading.addChildElement(new BookmarkStart(anchor(number), number))
  heading.addChildElement(new TextRun(`${name} ${number}`))
  heading.addChildElement(new BookmarkEnd(number))
  return heading
}

const appendix = (agenda: Agenda, outline: Outline, words: Words): (Paragraph | Table)[] => {
  if (outline.groups.length === 0 && outline.told.length === 0) return []
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: true,
      children: [new TextRun(words.appendix)],
    }),
    ...matrix(agenda, words),
    ...outline.groups.flatMap(group => [
      paragraph(oneLine(group.title), { heading: HeadingLevel.HEADING_3 }),
      ...group.statements.flatMap(({ number, text, by, question }) => [
        statementHeading(number, words.statement),
        paragraph(text, { style: isPreformatted(visible(text)) ? 'StatementLog' : 'Statement' }),
        ...(by ? [paragraph(oneLine(by), { style: 'Kicker' })] : []),
        ...(question ? [paragraph(`${words.toAskInstead} ${oneLine(question)}`, { style: 'Kicker' })] : []),
      ]),
    ]),
    ...outline.told.map(told => paragraph(told, { style: 'Kicker' })),
  ]
}

/** The same agenda gives the same bytes. Each observation's text is one paragraph of its own. */
export const agendaDocx = (agenda: Agenda): Promise<Uint8Array> => {
  const outline = outlineOf(agenda)
  const words = spoken[outline.language]
  const title = oneLine(outline.title)
  return docxBytes({ title, at: agenda.meetingAt, language: outline.language }, [
    paragraph(words.agenda, { style: 'Kicker' }),
    paragraph(title, { heading: HeadingLevel.TITLE }),
    paragraph(words.whenIn(outline.day, outline.from, outline.to, outline.zone), { style: 'When' }),
    paragraph([words.length(outline.minutes), ...(outline.answered ? [outline.answered] : [])].join(' · '), {
      style: 'Kicker',
    }),
    ...(outline.read ? [paragraph(oneLine(outline.read), { style: 'Kicker' })] : []),
    ...(outline.withheld ? [paragraph(outline.withheld, { style: 'Withheld' })] : []),
    ...(outline.contested ? [paragraph(outline.contested, { style: 'Kicker' })] : []),
    ...brief(outline),
    overview(outline, words),
    ...outline.parts.flatMap(part => [
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        pageBreakBefore: true,
        tabStops: clockTabs.slice(1),
        children: [
          new TextRun(part.name),
          new TextRun({ children: [new Tab(), `${part.from}, ${words.minutes(part.minutes)}`], bold: false, size: 20 }),
        ],
      }),
      ...part.items.flatMap(item => itemParagraphs(item, words)),
    ]),
    ...appendix(agenda, outline, words),
  ])
}
