/** The agenda as Markdown. */
import type { Factor } from '../../domain/synthesis/schema.ts'
import { markdownBlock, markdownLine } from '../markdown-text.ts'
import {
  type Outline,
  type OutlineItem,
  type OutlineLine,
  type OutlineQuote,
  outlineOf,
  runs,
  topicHeard,
} from '../../domain/agenda/outline.ts'
import type { Agenda } from '../../domain/agenda/schema.ts'
import { usedFactors } from '../../domain/agenda/settle.ts'
import { briefTitles, factorNames } from '../../domain/agenda/words.ts'

/** The address that viewers give to the heading "Statement 3". */
const link = (number: number): string => `[${number}](#statement-${number})`

const links = (numbers: readonly number[]): string =>
  runs(numbers)
    .map(([from, to]) => (from === to ? link(from) : `${link(from)}–${link(to)}`))
    .join(', ')

const references = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'Statement' : 'Statements'} ${links(numbers)}`

const entry = (line: OutlineLine): string =>
  line.statements.length === 0
    ? markdownLine(line.text)
    : `${markdownLine(line.text)} ${links(line.statements)}${line.after}`

const overview = (outline: Outline): string[] => [
  ['| Time | Minutes | Item |', '| --- | ---: | --- |']
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
        `## ${briefTitles.brief}`,
        ...outline.brief.flatMap(({ title, lines, quotes }) => [
          `**${markdownLine(title)}**`,
          ...lines.map(markdownLine),
          ...quotes.map(quoteBlock),
        ]),
      ]

const itemBlocks = ({ item, from, statements, seeAlso, lines, quotes, heard }: OutlineItem): string[] => {
  const topics = (item.topics ?? []).map(topic =>
    [
      `- **${markdownLine(topic.title)}**`,
      topicHeard(topic) === '' ? '' : ` (${topicHeard(topic)})`,
      topic.question === '' ? '' : `: ${markdownLine(topic.question)}`,
    ].join(''),
  )
  const numbered = item.kind === 'check-in' && lines.length > 1
  const list = lines.map((line, index) => `${numbered ? `${index + 1}.` : '-'} ${entry(line)}`)
  return [
    `### ${from} · ${markdownLine(item.title)} (${item.minutes} min)`,
    ...(item.question === '' ? [] : [`**${markdownLine(item.question)}**`]),
    ...quotes.map(quoteBlock),
    ...(topics.length > 0 ? [topics.join('\n')] : []),
    ...(list.length > 0 ? [list.join('\n')] : []),
    ...(heard !== '' || statements.length > 0
      ? [[heard, ...(statements.length > 0 ? [references(statements)] : [])].filter(Boolean).join(' · ')]
      : []),
    ...(seeAlso.length > 0 ? [`See also: ${references(seeAlso).replace(/^S/, 's')}`] : []),
    ...(item.notes.length > 0
      ? [['> For the facilitator', '>', ...item.notes.map(note => `> - ${markdownLine(note)}`)].join('\n')]
      : []),
  ]
}

const matrix = (agenda: Agenda): string[] => {
  const columns = usedFactors(agenda)
  if (agenda.matrix.length === 0) return []
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const count = (factors: Partial<Record<Factor | 'not classified', number>>, column: Factor | 'not classified') =>
    String(factors[column] ?? '')
  return [
    '### Themes by contributing factor',
    [
      row(['Theme', ...columns.map(column => factorNames[column])]),
      row(['---', ...columns.map(() => '---:')]),
      ...agenda.matrix.map(({ title, factors }) =>
        row([markdownLine(title), ...columns.map(column => count(factors, column))]),
      ),
    ].join('\n'),
  ]
}

const appendix = (agenda: Agenda, outline: Outline): string[] => {
  if (outline.groups.length === 0 && outline.further === null) return []
  return [
    '## Appendix: what was said',
    ...matrix(agenda),
    ...outline.groups.flatMap(group => [
      `### ${markdownLine(group.title)}`,
      ...group.statements.flatMap(statement => [
        `#### Statement ${statement.number}`,
        markdownBlock(statement.text),
        ...(statement.by ? [`— ${markdownLine(statement.by)}`] : []),
        ...(statement.question ? [`> To ask instead: ${markdownLine(statement.question)}`] : []),
      ]),
    ]),
    ...[outline.further, outline.unanswered].flatMap(told => told ?? []),
  ]
}

/** CommonMark with GitHub's tables. Each observation's text stands once, in the appendix; nothing that was sent is live. */
export const agendaMarkdown = (agenda: Agenda): string => {
  const outline = outlineOf(agenda)
  const blocks = [
    `# ${markdownLine(outline.title)}`,
    [
      `Review on ${outline.day}, ${outline.from} to ${outline.to} (${outline.zone})`,
      `${outline.minutes} minutes`,
      ...(outline.answered ? [outline.answered] : []),
    ].join(' · '),
    ...(outline.withheld ? [`> ${outline.withheld}`] : []),
    ...brief(outline),
    ...overview(outline),
    ...outline.parts.flatMap(part => [`## ${part.name} (${part.minutes} min)`, ...part.items.flatMap(itemBlocks)]),
    ...appendix(agenda, outline),
  ]
  return `${blocks.join('\n\n')}\n`
}
