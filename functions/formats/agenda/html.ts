/** The agenda as one HTML file for the screen and for paper: no script, no request. */
import { agendaStyle } from '../html-style.ts'
import { escapeText, htmlPage, line } from '../html-page.ts'
import { type Words, words as spoken } from '../words/languages.ts'
import {
  type Outline,
  type OutlineItem,
  type OutlineLine,
  type OutlineQuote,
  type OutlineTopic,
  outlineOf,
  runs,
} from '../../domain/agenda/outline.ts'
import { isPreformatted, oneLine, visible } from '../../domain/agenda/plain.ts'
import type { Agenda } from '../../domain/agenda/schema.ts'
import { usedFactors } from '../../domain/agenda/settle.ts'
import { wordsOf } from '../../domain/agenda/words/languages.ts'

/** Text of more lines than a page holds may break between pages, all other stays together. */
const isLong = (text: string): boolean => text.length > 1500 || text.split('\n').length > 25

const link = (number: number): string => `<a href="#statement-${number}">${number}</a>`
const links = (numbers: readonly number[]): string =>
  runs(numbers)
    .map(([from, to]) => (from === to ? link(from) : `${link(from)}–${link(to)}`))
    .join(', ')

const references = (numbers: readonly number[], words: Words): string =>
  `${words.statements(numbers.length)} ${links(numbers)}`

const entry = ({ text, statements, after }: OutlineLine): string =>
  statements.length === 0 ? escapeText(visible(text).trim()) : `${line(text)} ${links(statements)}${escapeText(after)}`

/** On paper, as many lines or letters of an item; each of the others stands in full among the statements. */
const printedLines = 6
const printedLetters = 600

const fitsPaper = (lines: readonly OutlineLine[]): number => {
  let letters = 0
  const fitting = lines.slice(0, printedLines).findIndex(({ text }) => {
    letters += text.length
    return letters > printedLetters
  })
  return fitting < 0 ? printedLines : Math.max(1, fitting)
}

const lineList = ({ item, lines }: OutlineItem, words: Words): string => {
  if (lines.length === 0) return ''
  if (item.kind === 'closing') {
    const rule = '<i></i>'
    return `<ul class="record">${lines.map(one => `<li>${entry(one)}${rule}${rule}</li>`).join('')}</ul>`
  }
  // A line without a number is the agenda's own and stands nowhere else; of earlier actions the desk has the rest.
  const isEarlier = item.kind === 'earlier-actions'
  const told = lines.filter(one => isEarlier || one.statements.length > 0)
  const beyond = new Set(told.slice(fitsPaper(told)))
  const numbers = [...new Set([...beyond].flatMap(one => one.statements))].toSorted((a, b) => a - b)
  const more = isEarlier ? words.moreActions(beyond.size) : `${words.moreLines(beyond.size)} ${links(numbers)}`
  const rest = beyond.size === 0 ? '' : `<p class="refs print-only">${more}</p>`
  const classOf = (one: OutlineLine): string =>
    beyond.has(one) ? ' class="beyond"' : item.kind === 'facts' && one.text.length > 300 ? ' class="shortened"' : ''
  const rows = lines.map(one => `<li${classOf(one)} dir="auto">${entry(one)}</li>`)
  return `<ul class="lines">${rows.join('')}</ul>${rest}`
}

/** In the row of what it is quoted for, as short as that is. */
const inlineQuote = ({ text, by, number }: OutlineQuote): string =>
  `<span class="aloud" dir="auto">\n“${line(text)}” <span class="soft">${by ? `${line(by)} · ` : ''}${link(number)}</span></span>`

const topicRow = ({ title, question, heard, statements, quotes }: OutlineTopic, words: Words): string => {
  const told = [
    ...(heard === '' ? [] : [escapeText(heard)]),
    ...(statements.length > 0 ? [references(statements, words)] : []),
  ]
  return `<li><b>${line(title)}</b>${told.map(one => ` <span class="soft">${one}</span>`).join('')}${question === '' ? '' : `\n${line(question)}`}${quotes.map(inlineQuote).join('')}</li>`
}

const topicList = ({ topics, folded }: OutlineItem, words: Words): string => {
  const more = folded.length > 0 ? `<p class="refs">${words.moreThemes(folded.length)}</p>` : ''
  return `${topics.length > 0 ? `<ul class="lines">${topics.map(topic => topicRow(topic, words)).join('')}</ul>` : ''}${more}`
}

const quoteFigure = ({ text, by, number }: OutlineQuote): string =>
  `<figure class="quote"><blockquote dir="auto">${line(text)}</blockquote><figcaption>${by ? `${line(by)} · ` : ''}${link(number)}</figcaption></figure>`

const brief = (outline: Outline): string => {
  if (outline.brief.length === 0) return ''
  const sections = outline.brief.map(
    ({ title, lines, quotes }) =>
      `<section><h3 dir="auto">${line(title)}</h3>${lines.map(one => `<p dir="auto">${line(one)}</p>`).join('')}${quotes.map(quoteFigure).join('')}</section>`,
  )
  const { brief } = wordsOf(outline).briefTitles
  return `<section class="brief" aria-label="${brief}"><h2>${brief}</h2>${sections.join('\n')}</section>`
}

const itemSection = (entry: OutlineItem, words: Words): string => {
  const { item, from, statements, seeAlso, heard } = entry
  const told = [
    ...(heard === '' ? [] : [escapeText(heard)]),
    ...(statements.length > 0 ? [references(statements, words)] : []),
    ...(seeAlso.length > 0 ? [`${words.seeAlso} ${words.alsoStatements(seeAlso.length)} ${links(seeAlso)}`] : []),
  ].join(' · ')
  const notes = item.notes.map(note => `<p>${line(note)}</p>`).join('')
  return `<article class="item${isLong(item.lines.join('\n')) ? ' long' : ''}">
<div class="clock"><time>${from}</time><span>${words.minutes(item.minutes)}</span></div>
<div><h3 dir="auto">${line(item.title)}</h3>${item.question === '' ? '' : `<p class="question" dir="auto">${line(item.question)}</p>`}${entry.quotes.map(quoteFigure).join('')}${topicList(entry, words)}${lineList(entry, words)}${told === '' ? '' : `<p class="refs">${told}</p>`}</div>
${notes === '' ? '' : `<aside class="notes" aria-label="${words.facilitatorNotes}">${notes}</aside>`}
</article>`
}

const overview = (outline: Outline, { columns, minutes }: Words): string => {
  const rows = outline.parts.flatMap(part => [
    `<tr class="head"><td class="at">${part.from}</td><th scope="row">${part.name}</th><td class="min">${minutes(part.minutes)}</td></tr>`,
    ...part.items.map(
      ({ item, from }) =>
        `<tr><td class="at">${from}</td><th scope="row" dir="auto">${line(item.title)}</th><td class="min">${item.minutes}</td></tr>`,
    ),
  ])
  return `<table class="overview"><thead class="hidden"><tr><th scope="col">${columns.time}</th><th scope="col">${columns.item}</th><th scope="col">${columns.minutes}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`
}

const matrix = (agenda: Agenda, words: Words): string => {
  if (agenda.matrix.length === 0) return ''
  const columns = usedFactors(agenda)
  const head = columns
    .map(column => `<th scope="col"><span>${wordsOf(agenda).factorNames[column]}</span></th>`)
    .join('')
  const rows = agenda.matrix.map(
    ({ title, factors }) =>
      `<tr><th scope="row" dir="auto">${line(title)}</th>${columns.map(column => `<td>${factors[column] ?? ''}</td>`).join('')}</tr>`,
  )
  return `<div class="grid" role="region" aria-label="${words.factors}" tabindex="0"><table><caption>${words.factorsCounted}</caption>
<thead><tr><td></td>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
}

const appendix = (agenda: Agenda, outline: Outline, words: Words): string => {
  if (outline.groups.length === 0 && outline.told.length === 0) return ''
  const groups = outline.groups.map(group => {
    const statements = group.statements.map(({ number, text, by, question }) => {
      const shown = visible(text)
      return `<article class="statement${isLong(shown) ? ' long' : ''}" id="statement-${number}"><h4><span class="hidden">${words.statement} </span>${number}</h4><div><p class="said${isPreformatted(shown) ? ' log' : ''}" dir="auto">${escapeText(shown)}</p>${by ? `<p class="by" dir="auto">${line(by)}</p>` : ''}${question ? `<p class="instead"><b>${words.toAskInstead}</b> ${line(question)}</p>` : ''}</div></article>`
    })
    return `<section class="group"><h3 dir="auto">${line(group.title)}</h3>${statements.join('\n')}</section>`
  })
  return `<section class="part appendix"><h2>${words.appendix}</h2>${matrix(agenda, words)}${groups.join('\n')}${outline.told.map(told => `<p class="heard">${told}</p>`).join('')}</section>`
}

/**
 * A whole document, also for A4 or Letter paper: the brief, the plan, the statements. A policy in its
 * head forbids scripts and requests of any kind. Each observation's text is the text of one element, unchanged.
 */
export const agendaHtml = (agenda: Agenda): string => {
  const outline = outlineOf(agenda)
  const words = spoken[outline.language]
  const title = oneLine(outline.title)
  const parts = outline.parts.map(
    part => `<section class="part"><h2>${part.name} <small>${part.from}, ${words.minutes(part.minutes)}</small></h2>
${part.items.map(item => itemSection(item, words)).join('\n')}</section>`,
  )
  return htmlPage({
    language: outline.language,
    title: words.agendaTitle(title),
    style: agendaStyle(title),
    main: `<header>
<p class="kicker">${words.agenda}</p>
<h1 dir="auto">${escapeText(title)}</h1>
<p class="when">${words.when(outline.day, outline.from, outline.to)} <span class="soft">${escapeText(outline.zone)}</span></p>
<p class="soft">${[words.length(outline.minutes), ...(outline.answered ? [outline.answered] : [])].join(' · ')}</p>
${outline.read ? `<p class="soft">${line(outline.read)}</p>\n` : ''}${outline.withheld ? `<p class="withheld">${outline.withheld}</p>` : ''}${outline.contested ? `\n<p class="soft">${outline.contested}</p>` : ''}
${brief(outline)}
${overview(outline, words)}
</header>
${parts.join('\n')}
${appendix(agenda, outline, words)}`,
  })
}
