/** The agenda as Markdown. */
import type { Factor } from '../../domain/synthesis/schema.ts'
import { markdownBlock, markdownLine } from '../markdown-text.ts'
import { type Words, words as spoken } from '../words/languages.ts'
import {
  type Outline,
  type OutlineItem,
  type OutlineLine,
  type OutlineQuote,
  outlineOf,
  runs,
} from '../../domain/agenda/outline.ts'
import type { Agenda } from '../../domain/agenda/schema.ts'
import { usedFactors } from '../../domain/agenda/settle.ts'
import { wordsOf } from '../../domain/agenda/words/languages.ts'

/** The address that viewers give to the heading "Statement 3". */
const link = (number: number): string => `[${number}](#statement-${number})`

const links = (numbers: readonly number[]): string =>
  runs(numbers)
    .map(([from, to]) => (from === to ? link(from) : `${link(from)}–${link(to)}`))
    .join(', ')

const references = (numbers: readonly number[], words: Words): string =>
  `${words.statements(numbers.length)} ${links(numbers)}`

const entry = (line: OutlineLine): string =>
  line.statements.length === 0
    ? markdownLine(line.text)
    : `${markdownLine(line.text)} ${links(line.statements)}${line.after}`

const overview = (outline: Outline, { columns }: Words): string[] => [
  [`| ${columns.time} | ${columns.minutes} | ${columns.item} |`, '| --- | ---: | --- |']
    .concat(
      outline.parts.flatMap(part => [
        `| **${part.from}** | **${part.minutes}** | **${part.name}** |`,
        ...part.items.map(({ item, from }) => `| ${from} | ${item.minutes} | ${markdownLine(item.title)} |`),
      ]),
    )
    .join('\n'),
]

const quoteBlock = ({ text, by, number }: OutlineQuote): string =>
  `> “${markdownLine(text)}” (${by ? `${markdownLine(by)}, ` : ''}${link(number)})`

const brief = (outline: Outline): string[] =>
  outline.brief.length === 0
    ? []
    : [
        `## ${wordsOf(outline).briefTitles.brief}`,
        ...outline.brief.flatMap(({ title, lines, quotes }) => [
          `**${markdownLine(title)}**`,
          ...lines.map(markdownLine),
          ...quotes.map(quoteBlock),
        ]),
      ]

const itemBlocks = (
  { item, from, statements, seeAlso, lines, quotes, heard, topics: shared, folded }: OutlineItem,
  words: Words,
): string[] => {
  const topics = shared.flatMap(topic => [
    [
      `- **${markdownLine(topic.title)}**`,
      topic.heard === '' ? '' : ` (${topic.heard})`,
      topic.question === '' ? '' : `: ${markdownLine(topic.question)}`,
      topic.statements.length > 0 ? ` (${references(topic.statements, words)})` : '',
    ].join(''),
    ...topic.quotes.map(quote => `\n  ${quoteBlock(quote)}\n`),
  ])
  const list = lines.map(line => `- ${entry(line)}`)
  return [
    `### ${from} · ${markdownLine(item.title)} (${words.minutes(item.minutes)})`,
    ...(item.question === '' ? [] : [`**${markdownLine(item.question)}**`]),
    ...quotes.map(quoteBlock),
    ...(topics.length > 0 ? [topics.join('\n')] : []),
    ...(folded.length > 0 ? [words.moreThemes(folded.length)] : []),
    ...(list.length > 0 ? [list.join('\n')] : []),
    ...(heard !== '' || statements.length > 0
      ? [[heard, ...(statements.length > 0 ? [references(statements, words)] : [])].filter(Boolean).join(' · ')]
      : []),
    ...(seeAlso.length > 0 ? [`${words.seeAlso}: ${words.alsoStatements(seeAlso.length)} ${links(seeAlso)}`] : []),
    ...(item.notes.length > 0
      ? [[`> ${words.facilitator}`, '>', ...item.notes.map(note => `> - ${markdownLine(note)}`)].join('\n')]
      : []),
  ]
}

const matrix = (agenda: Agenda, words: Words): string[] => {
  const columns = usedFactors(agenda)
  if (agenda.matrix.length === 0) return []
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const count = (factors: Partial<Record<Factor | 'not classified', number>>, column: Factor | 'not classified') =>
    String(factors[column] ?? '')
  return [
    `### ${words.factors}`,
    [
      row([words.columns.theme, ...columns.map(column => wordsOf(agenda).factorNames[column])]),
      row(['---', ...columns.map(() => '---:')]),
      ...agenda.matrix.map(({ title, factors }) =>
        row([markdownLine(title), ...columns.map(column => count(factors, column))]),
      ),
    ].join('\n'),
  ]
}

const appendix = (agenda: Agenda, outline: Outline, words: Words): string[] => {
  if (outline.groups.length === 0 && outline.told.length === 0) return []
  return [
    `## ${words.appendix}`,
    ...matrix(agenda, words),
    ...outline.groups.flatMap(group => [
      `### ${markdownLine(group.title)}`,
      ...group.statements.flatMap(statement => [
        `#### ${words.statement} ${statement.number}`,
        markdownBlock(statement.text),
        ...(statement.by ? [`— ${markdownLine(statement.by)}`] : []),
        ...(statement.question ? [`> ${words.toAskInstead} ${markdownLine(statement.question)}`] : []),
      ]),
    ]),
    ...outline.told,
  ]
}

/** CommonMark with GitHub's tables. Each observation's text stands once, in the appendix; nothing that was sent is live. */
export const agendaMarkdown = (agenda: Agenda): string => {
  const outline = outlineOf(agenda)
  const words = spoken[outline.language]
  const blocks = [
    `# ${markdownLine(outline.title)}`,
    [
      words.reviewOn(outline.day, outline.from, outline.to, outline.zone),
      words.length(outline.minutes),
      ...(outline.answered ? [outline.answered] : []),
    ].join(' · '),
    ...(outline.read ? [markdownLine(outline.read)] : []),
    ...(outline.withheld ? [`> ${outline.withheld}`] : []),
    ...(outline.contested ? [outline.contested] : []),
    ...brief(outline),
    ...overview(outline, words),
    ...outline.parts.flatMap(part => [
      `## ${part.name} (${words.minutes(part.minutes)})`,
      ...part.items.flatMap(item => itemBlocks(item, words)),
    ]),
    ...appendix(agenda, outline, words),
  ]
  return `${blocks.join('\n\n')}\n`
}
