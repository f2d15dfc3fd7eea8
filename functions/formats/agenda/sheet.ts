/**
 * Two A4 pages for the table: the brief and the rules, then the hour with lines to write on. It is made of what everybody
 * in the room may read: nothing that stands in the agenda for the facilitator alone is looked at.
 */
import { oneLine } from '../../domain/agenda/plain.ts'
import {
  attribution,
  type Outline,
  type OutlineItem,
  type OutlineQuote,
  outlineOf,
} from '../../domain/agenda/outline.ts'
import type { Agenda, ItemKind } from '../../domain/agenda/schema.ts'
import { wordsOf as agendaWords } from '../../domain/agenda/words/languages.ts'
import { htmlPage, line } from '../html-page.ts'
import { type Words, words as spoken } from '../words/languages.ts'
import { sheetPage, sheetStyle } from './sheet-style.ts'

/**
 * A part of a page with the height it takes, in millimetres, guessed rather too high: nobody can measure a font that
 * stands on somebody else's machine.
 */
interface Block {
  readonly html: string
  readonly height: number
}

const none: Block = { html: '', height: 0 }
const together = (blocks: readonly Block[], wrap: (html: string) => string = html => html, more = 0): Block =>
  blocks.length === 0
    ? none
    : {
        html: wrap(blocks.map(({ html }) => html).join('\n')),
        height: blocks.reduce((total, { height }) => total + height, more),
      }

/** In half widths: letters of Han, Kana and Hangul are as wide as two others. */
const units = (text: string): number => text.length + (text.match(/[\u1100-\u11ff\u2e80-\uffdc]/gu)?.length ?? 0)

const millimetresPerPoint = 0.353
/** Lines break between words, so that a part of each stays empty. */
const heightOf = (text: string, width: number, points: number): number => {
  const perLine = Math.max(1, Math.floor((width / (points * millimetresPerPoint * 0.55)) * 0.93))
  return Math.ceil(units(text) / perLine) * points * millimetresPerPoint * 1.34
}

const element = (tag: string, of: string, text: string, width: number, points: number, more = 0): Block => ({
  html: `<${tag} class="${of}" dir="auto">${line(text)}</${tag}>`,
  height: heightOf(text, width, points) + more,
})

const quoted = ({ text, by }: OutlineQuote, width: number, words: Words): Block => ({
  html: `<p class="quote" dir="auto">${words.quoted(line(text))}${by ? ` <span>${line(by)}</span>` : ''}</p>`,
  height: heightOf(`${text}  ${by ?? ''}`, width, 9.8) + 0.9,
})

const half = (sheetPage.width - 8) / 2
const headingHeight = 10

const section = (title: string, inner: Block): Block =>
  inner.height === 0
    ? none
    : { html: `<section><h2>${line(title)}</h2>${inner.html}</section>`, height: inner.height + headingHeight }

/** How much of what may be left out is shown: each is at most its list's length. */
interface FirstRoom {
  readonly quotes: number
  readonly alone: number
  readonly proposals: number
  readonly wentWell: number
  readonly differing: number
  readonly matters: number
}

/** Statements that judge somebody are read by nobody at the table. */
const toTheRoom = (agenda: Agenda): Agenda => {
  const judging = new Set(agenda.appendix.flatMap(({ id, question }) => (question === null ? [] : [id])))
  const fit = ({ observationId }: { observationId: string }): boolean => !judging.has(observationId)
  const { brief } = agenda
  return {
    ...agenda,
    brief: {
      ...brief,
      matters: brief.matters.map(matter => ({
        ...matter,
        quote: matter.quote && fit(matter.quote) ? matter.quote : null,
      })),
      differing: brief.differing.filter(({ a, b }) => fit(a) && fit(b)),
      alone: brief.alone.filter(fit),
      proposals: brief.proposals.filter(fit),
      wentWell: brief.wentWell.filter(fit),
    },
    parts: agenda.parts.map(part => ({
      ...part,
      items: part.items.map(item => ({ ...item, quotes: (item.quotes ?? []).filter(fit) })),
    })),
  }
}

const firstPage = (agenda: Agenda, outline: Outline, room: FirstRoom, words: Words): Block => {
  const { brief } = agenda
  const full = sheetPage.width
  const isSigned = agenda.appendix.some(({ signedBy }) => signedBy !== null)
  const told = [
    ...(outline.answered ? [outline.answered] : []),
    ...(agenda.appendix.length > 0 ? [words.statementsWritten(agenda.appendix.length)] : []),
  ].join(' · ')
  const quoteOf = (quote: { observationId: string; text: string }): OutlineQuote => {
    const entry = agenda.appendix.find(({ id }) => id === quote.observationId)
    return { text: quote.text, by: entry ? attribution(entry, agendaWords(agenda)) : null, number: 0 }
  }
  const head = (title: string, voices: number | null): Block => ({
    html: `<div class="head"><h3 class="theme" dir="auto">${line(title)}</h3><span class="voices">${
      voices === null ? '' : words.voices(voices)
    }</span></div>`,
    height: heightOf(title, full - 24, 11) + 0.5,
  })
  const matters = brief.matters
    .slice(0, room.matters)
    .map(({ title, voices, quote }, index) =>
      together(
        [head(title, voices), ...(quote && index < room.quotes ? [quoted(quoteOf(quote), full, words)] : [])],
        html => `<div class="matter">${html}</div>`,
        2,
      ),
    )
  const differing = brief.differing.slice(0, room.differing).map(({ a, b, title, voices = null }): Block => {
    const [one, other] = [quoted(quoteOf(a), half, words), quoted(quoteOf(b), half, words)]
    const pair = {
      html: `<div class="pair">${one.html}${other.html}</div>`,
      height: Math.max(one.height, other.height) + 2.8,
    }
    return title ? together([head(title, voices), pair]) : pair
  })
  const inWords = (brief.told ?? []).slice(0, room.alone).map(quote => quoted(quoteOf(quote), full, words))
  const alone = brief.alone.slice(0, room.alone).map(quote => quoted(quoteOf(quote), half, words))
  const proposals = brief.proposals
    .slice(0, room.proposals)
    .map(({ text }) => element('li', 'proposal', text, half - 6, 9.4, 2))
  const [left, right] = [
    section(words.aloneTitle, together(alone)),
    section(
      words.proposalsTitle,
      together(proposals, html => `<ul class="props">${html}</ul>`),
    ),
  ]
  const rules = outline.parts.flatMap(({ items }) => items).find(({ item }) => item.kind === 'opening')?.lines ?? []
  const rulesHeight = rules.reduce((total, rule) => total + heightOf(rule.text, half - 4, 9.4) + 0.8, 0)
  return together([
    element('p', 'sub', words.sheetFor(outline.day, outline.from, outline.to, outline.zone), full, 8.8),
    element('h1', '', outline.title, full, 18, 2),
    element('p', 'sub', [told, isSigned ? words.someSigned : words.underNames].filter(Boolean).join(' · '), full, 8.8),
    section(
      words.happenedTitle,
      together([
        ...brief.happened.slice(1).map(one => element('p', 'told', one, full, 9.4)),
        ...(brief.seen && room.quotes > 0 ? [quoted(quoteOf(brief.seen), full, words)] : []),
      ]),
    ),
    section(words.mattersTitle, together(matters)),
    section(words.differingTitle, together(differing)),
    section(words.toldTitle, together(inWords)),
    {
      html: `<div class="two"><div>${left.html}</div><div>${right.html}</div></div>`,
      height: Math.max(left.height, right.height),
    },
    section(
      words.wentWellTitle,
      together(brief.wentWell.slice(0, room.wentWell).map(quote => quoted(quoteOf(quote), full, words))),
    ),
    section(words.rulesTitle, {
      html: `<ul class="rules">${rules.map(({ text }) => `<li dir="auto">${line(text)}</li>`).join('')}</ul>`,
      height: rules.length === 0 ? 0 : rulesHeight / 2 + 6,
    }),
  ])
}

interface SecondRoom {
  /** Quotes under each theme. */
  readonly quotes: number
  /** Lines to write on under each item that has some. */
  readonly lines: number
  readonly topics: number
}

const written: ReadonlySet<ItemKind> = new Set(['factors', 'decisions', 'counterfactuals', 'closing'])

const planned = ({ item, from, quotes, heard, topics: shown }: OutlineItem, room: SecondRoom, words: Words): Block => {
  const width = sheetPage.width - 22
  const isTheme = item.kind === 'theme' && !item.topics
  const topics = item.kind === 'theme' ? shown.slice(0, room.topics) : []
  const blanks = Array.from({ length: room.lines }, () => '<span></span>').join('')
  const writing =
    item.kind === 'proposals'
      ? {
          html: `<div class="write">${[words.change, words.team, words.lookAgain].map(one => `<b>${one}</b>`).join('')}${blanks}${blanks}${blanks}</div>`,
          height: 5 + room.lines * 6.2,
        }
      : { html: `<div class="lines">${blanks}</div>`, height: room.lines * 6.2 }
  const inner = together(
    [
      {
        html: `<div class="head"><h3${isTheme ? ' class="theme"' : ''} dir="auto">${line(item.title)}</h3>${isTheme && heard !== '' ? `<span class="voices">${line(heard)}</span>` : ''}</div>`,
        height: heightOf(item.title, width - 24, isTheme ? 11 : 9.8),
      },
      ...(isTheme ? quotes.slice(0, room.quotes).map(quote => quoted(quote, width, words)) : []),
      ...topics.map(topic =>
        element('p', 'sub', [topic.title, topic.question, topic.heard].filter(Boolean).join(' · '), width, 8.8),
      ),
      ...(item.question === '' ? [] : [element('p', 'ask', item.question, width - 4, 10, 1)]),
      ...(item.kind === 'proposals' || written.has(item.kind) ? [writing] : []),
    ],
    html => `<div>${html}</div>`,
  )
  return {
    html: `<li><span class="at"><b>${from}</b> ${words.minutes(item.minutes)}</span>${inner.html}</li>`,
    height: inner.height + 3.2,
  }
}

const secondPage = (outline: Outline, room: SecondRoom, words: Words): Block => {
  const items = outline.parts.flatMap(part => part.items).filter(({ item }) => item.minutes > 0)
  return together(
    items.map(item => planned(item, room, words)),
    html =>
      `<section class="hour"><h2>${line(words.theHour(outline.from, outline.to))}</h2><ol class="plan">${html}</ol></section>`,
    headingHeight,
  )
}

/** The first of what is tried that fits one page; the last where none does: a page more, but no question less. */
const fitting = <Room>(rooms: readonly Room[], page: (room: Room) => Block): Block => {
  for (const room of rooms) {
    const made = page(room)
    if (made.height <= sheetPage.height) return made
  }
  const last = rooms.at(-1)
  return last === undefined ? none : page(last)
}

const everything: FirstRoom = { quotes: 5, alone: 4, proposals: 7, wentWell: 2, differing: 3, matters: 5 }
/** Quotes go first, those of the matters last; then what people propose. */
const firstRooms: readonly FirstRoom[] = [
  ...[2, 1, 0].map(wentWell => ({ ...everything, wentWell })),
  ...[3, 2, 1, 0].map(alone => ({ ...everything, wentWell: 0, alone })),
  ...[4, 3, 2, 1, 0].map(quotes => ({ ...everything, wentWell: 0, alone: 0, quotes })),
  ...[6, 5, 4, 3, 2, 1, 0].map(proposals => ({ ...everything, wentWell: 0, alone: 0, quotes: 0, proposals })),
  ...[2, 1, 0].map(differing => ({ ...everything, wentWell: 0, alone: 0, quotes: 0, proposals: 0, differing })),
]

/** Room to write and titles of further themes go before a quote; the last quote goes before a question. */
const secondRooms: readonly SecondRoom[] = [
  ...[3, 2].map(lines => ({ quotes: 2, lines, topics: 7 })),
  { quotes: 1, lines: 2, topics: 7 },
  { quotes: 1, lines: 2, topics: 3 },
  { quotes: 1, lines: 1, topics: 0 },
  { quotes: 0, lines: 1, topics: 0 },
  { quotes: 0, lines: 0, topics: 0 },
]

/** A whole document without script or request, light whatever the screen's scheme. */
export const agendaSheet = (agenda: Agenda): string => {
  const shown = toTheRoom(agenda)
  const outline = outlineOf(shown)
  const words = spoken[outline.language]
  const title = oneLine(outline.title)
  const first = fitting(firstRooms, room => firstPage(shown, outline, room, words))
  const second = fitting(secondRooms, room => secondPage(outline, room, words))
  return htmlPage({
    language: outline.language,
    title: words.sheetTitle(title),
    style: sheetStyle(title),
    isLight: true,
    main: `${first.html}
${second.html}`,
  })
}
