/** The learning review as a single HTML file for screen and paper, without scripts or requests. */
import type { Language } from '../../domain/language/language.ts'
import { agendaStyle } from '../html-style.ts'
import { escapeText, htmlPage, line } from '../html-page.ts'
import { type Words, words as spoken } from '../words/languages.ts'
import { oneLine, visible } from '../../domain/agenda/plain.ts'
import { barLength, type Block } from '../../domain/learning-review/blocks.ts'
import { type OutlineSection, reviewOutline } from '../../domain/learning-review/outline.ts'
import { type LinkOf, piecesOf, type Said } from '../../domain/learning-review/links.ts'
import type { LearningReview } from '../../domain/learning-review/schema.ts'

const after = (text: string): string => (text === '' ? '' : `<p class="refs">${line(text)}</p>`)

/** The only attribute that holds an address; it is one of our own, and its quotes are encoded. */
const saidHtml = (said: Said, linkOf: LinkOf): string => {
  if (typeof said === 'string') return line(said)
  return piecesOf(said)
    .map(piece => {
      if (typeof piece === 'string') return escapeText(visible(piece))
      const to = linkOf(piece.to)
      return to === null
        ? line(piece.text)
        : `<a href="${escapeText(encodeURI(to)).replaceAll('"', '%22')}">${line(piece.text)}</a>`
    })
    .join('')
}

const blockHtml = (block: Block, words: Words, linkOf: LinkOf): string => {
  switch (block.kind) {
    case 'sentence':
      return `<p class="told" dir="auto">${line(block.text)}</p>`
    case 'list':
      return `<h3 dir="auto">${line(block.title)}</h3><ul class="lines">${block.items.map(item => `<li dir="auto">${saidHtml(item, linkOf)}</li>`).join('')}</ul>${after(block.after)}`
    case 'chart':
      return `<h3 dir="auto">${line(block.title)}</h3><ul class="bars">${block.bars.map(({ name, value }) => `<li><span dir="auto">${line(name)}</span> <b class="b${barLength(value, block.bars, 20)}">${value}</b></li>`).join('')}</ul>`
    case 'table': {
      const head = block.columns.map(
        ({ name, figures }) => `<th scope="col"${figures ? ' class="n"' : ''}>${line(name)}</th>`,
      )
      const rows = block.rows.map(
        cells =>
          `<tr>${cells
            .map((cell, index) =>
              index === 0
                ? `<th scope="row" dir="auto">${saidHtml(cell, linkOf)}</th>`
                : `<td${block.columns[index]?.figures ? ' class="n"' : ''} dir="auto">${saidHtml(cell, linkOf)}</td>`,
            )
            .join('')}</tr>`,
      )
      return `<h3 dir="auto">${line(block.title)}</h3><div class="scroll" role="region" aria-label="${words.table}" tabindex="0"><table class="data"><thead><tr>${head.join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>${after(block.after)}`
    }
    default:
      return block satisfies never
  }
}

const sectionHtml = (
  { title, minutes, from, question, blocks, tables, notes }: OutlineSection,
  words: Words,
  linkOf: LinkOf,
): string =>
  `<section class="part"><h2>${title} <small>${words.between(from, from + minutes)}, ${words.minutes(minutes)}</small></h2>
<p class="question">${question}</p>
${blocks.map(block => blockHtml(block, words, linkOf)).join('\n')}
${tables.map(table => `<details class="screen"><summary>${line(table.title)}</summary>${blockHtml(table, words, linkOf)}</details>`).join('\n')}
${notes === '' ? '' : `<h3>${words.notes}</h3><p class="said" dir="auto">${escapeText(visible(notes))}</p>`}</section>`

const style = (title: string): string => `${agendaStyle(title)}
.told { margin-top: 0.9rem; max-width: 46rem; }
.part > h3 { margin-top: 1.6rem; }
.answer { margin-top: 0.4rem; max-width: 46rem; font-size: 1.12rem; font-weight: 600; }
.bars { margin-top: 0.5rem; list-style: none; padding: 0; }
.bars li { display: grid; grid-template-columns: 9rem 1fr; gap: 0.6rem; align-items: center; font-size: 0.92rem; }
.bars b { display: flex; align-items: center; gap: 0.5rem; }
.bars b::before { content: ""; height: 0.8rem; border: 1px solid var(--rule); background: var(--soft); }
${Array.from({ length: 21 }, (_, length) => `.bars .b${length}::before { width: ${length * 4}%; }`).join('\n')}
.paper { display: none; }
summary { margin-top: 0.6rem; cursor: pointer; }
.scroll { overflow-x: auto; }
.data { margin-top: 0.5rem; font-size: 0.92rem; }
.data th, .data td { padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; text-align: left; overflow-wrap: anywhere; }
.data thead th { color: var(--soft); }
.data th:not(.n), .data td:not(.n) { min-width: 5.6rem; }
.data .n { text-align: right; white-space: nowrap; overflow-wrap: normal; }
.made { margin-top: 3rem; font-size: 0.86rem; color: var(--soft); }
@media print {
  header + .part { break-before: auto; margin-top: 2.2rem; }
  .screen { display: none; }
  .paper { display: block; }
  .scroll { overflow: visible; }
  .data tr { break-inside: avoid; }
  .data { font-size: 8.8pt; }
}
`

/** A whole document. On paper each section begins on a new page. A policy in the head forbids scripts and requests. */
export const learningReviewHtml = (review: LearningReview, language: Language, linkOf: LinkOf): string => {
  const words = spoken[language]
  const outline = reviewOutline(review, language)
  return htmlPage({
    language,
    title: oneLine(outline.title),
    style: style(outline.title),
    main: `<header><p class="kicker">${words.learningReview(outline.minutes)}</p><h1>${line(outline.title)}</h1><p class="when">${line(outline.about)}</p>${outline.notices.map(text => `<p class="told" dir="auto">${line(text)}</p>`).join('')}</header>
<section class="part first"><h2>${line(outline.first.title)}</h2>
${outline.first.answers.map(({ question, answer, evidence }) => `<h3>${line(question)}</h3><p class="answer">${line(answer)}</p>${evidence.length > 0 ? `<ul class="lines">${evidence.map(said => `<li dir="auto">${saidHtml(said, linkOf)}</li>`).join('')}</ul>` : ''}`).join('\n')}</section>
${outline.sections.map(section => sectionHtml(section, words, linkOf)).join('\n')}
<section class="part paper"><h2>${line(outline.appendix)}</h2>
${outline.sections.flatMap(({ tables }) => tables.map(table => blockHtml(table, words, linkOf))).join('\n')}</section>
<footer class="made"><h3>${words.definitions}</h3><ul class="lines">${outline.definitions.map(text => `<li>${line(text)}</li>`).join('')}</ul></footer>`,
  })
}
