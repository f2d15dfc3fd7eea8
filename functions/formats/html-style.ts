/**
 * How the agenda looks on paper (A4 or Letter, as the printer has it), on a screen in light and dark, and on a phone.
 */

/** A CSS string with everything but letters and digits as hex escapes, so that no text can end it. */
export const cssString = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N}]/gu, character => `\\${(character.codePointAt(0) ?? 0).toString(16)} `)}"`

export const agendaStyle = (title: string): string => `
:root {
  color-scheme: light dark;
  --ink: #1c2330; --soft: #566070; --rule: #d8dce2; --paper: #ffffff; --wash: #f4f6f7; --accent: #0b5a5e;
  --text: system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
  --display: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", "DejaVu Serif", Georgia, serif;
  --mono: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; }
html { font: 16px/1.5 var(--text); color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%; }
body { margin: 0; }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1, h2, h3, h4, p, ul, ol, table, aside { margin: 0; padding: 0; }
h1, h2 { font-family: var(--display); font-weight: 600; line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 2.1rem; letter-spacing: -0.01em; }
h3 { font-size: 1.08rem; line-height: 1.35; font-weight: 650; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 0.15em; }
.kicker, .soft, .heard, .refs, .by { color: var(--soft); }
.kicker { font-size: 0.85rem; margin-bottom: 0.4rem; }
.when { margin-top: 0.6rem; font-size: 1.1rem; }
.withheld { margin-top: 1.2rem; padding: 0.9rem 1.1rem; border-left: 3px solid var(--accent); background: var(--wash); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: inherit; }
.brief { margin-top: 1.8rem; padding: 1.2rem 1.4rem 1.4rem; background: var(--wash); overflow-wrap: anywhere; }
.brief h2 { font-size: 1.25rem; }
.brief section { margin-top: 0.9rem; }
.brief h3 { font-size: 0.95rem; }
.quote { margin: 0.45rem 0 0; overflow-wrap: anywhere; padding-left: 0.9rem; border-left: 2px solid var(--accent); }
.quote blockquote { margin: 0; font-family: var(--display); line-height: 1.4; overflow-wrap: anywhere; }
.quote figcaption { color: var(--soft); font-size: 0.86rem; }
.aloud { font-family: var(--display); }
.overview { margin-top: 1.8rem; }
.overview td, .overview th { padding: 0.22rem 0; vertical-align: baseline; overflow-wrap: anywhere; }
.overview .at { width: 4.2rem; color: var(--soft); }
.overview .min { width: 4.6rem; text-align: right; color: var(--soft); white-space: nowrap; }
.overview .head th, .overview .head td { padding-top: 0.75rem; border-bottom: 1px solid var(--rule); color: var(--ink); font-weight: 650; }
.part { margin-top: 3.2rem; }
.part > h2 { display: flex; flex-wrap: wrap; gap: 0 0.9rem; align-items: baseline; padding-bottom: 0.5rem; border-bottom: 2px solid var(--ink); font-size: 1.5rem; }
.part > h2 small { font: 400 0.95rem var(--text); color: var(--soft); font-variant-numeric: tabular-nums; }
.item { display: grid; grid-template-columns: 4.2rem minmax(0, 1fr) 16rem; gap: 0 1.6rem; padding: 1.15rem 0 1.25rem; border-bottom: 1px solid var(--rule); }
.item:last-of-type { border-bottom: 0; }
.clock { font-variant-numeric: tabular-nums; line-height: 1.45; }
.clock time { display: block; font-weight: 650; }
.clock span { color: var(--soft); font-size: 0.9rem; white-space: nowrap; }
.question { margin-top: 0.35rem; font-family: var(--display); font-size: 1.06rem; font-style: italic; overflow-wrap: anywhere; }
.lines { margin-top: 0.6rem; padding-left: 1.15rem; }
.lines li { margin-top: 0.18rem; overflow-wrap: anywhere; white-space: pre-line; }
.print-only { display: none; }
.heard, .refs { margin-top: 0.5rem; font-size: 0.92rem; }
.refs a { font-variant-numeric: tabular-nums; }
.notes { padding-left: 1rem; border-left: 1px solid var(--rule); font-size: 0.86rem; line-height: 1.45; color: var(--soft); }
.notes p + p { margin-top: 0.5rem; }
.record { margin-top: 0.8rem; list-style: none; padding: 0; }
.record li { margin-top: 1rem; }
.record i { display: block; height: 1.9rem; border-bottom: 1px solid var(--rule); }
.grid { margin-top: 1.6rem; overflow-x: auto; }
.grid table { width: auto; min-width: 100%; font-size: 0.88rem; }
.grid caption { text-align: left; font-weight: 650; padding-bottom: 0.4rem; }
.grid th, .grid td { padding: 0.3rem 0.35rem; border-bottom: 1px solid var(--rule); }
.grid td { text-align: center; min-width: 2rem; }
.grid tbody th { min-width: 11rem; overflow-wrap: anywhere; padding-left: 0; }
.grid thead th { vertical-align: bottom; }
.grid thead span { writing-mode: vertical-rl; transform: rotate(180deg); display: inline-block; line-height: 1.2; color: var(--soft); }
.group > h3 { margin: 2rem 0 0.2rem; font-family: var(--display); font-size: 1.15rem; }
.statement { display: grid; grid-template-columns: 4.2rem minmax(0, 1fr); gap: 0 1.6rem; padding: 0.75rem 0; border-bottom: 1px solid var(--rule); scroll-margin-top: 1rem; }
.statement:target { background: var(--wash); }
.statement h4 { font-size: 1rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; }
.said.log { font: 0.82rem/1.45 var(--mono); }
.by, .instead { margin-top: 0.3rem; font-size: 0.9rem; overflow-wrap: anywhere; }
.instead { font-family: var(--display); font-style: italic; }
.instead b { font: 0.86rem var(--text); color: var(--soft); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media screen and (max-width: 46rem) {
  main { padding: 1.5rem 1.1rem 3rem; }
  h1 { font-size: 1.6rem; }
  .item { grid-template-columns: minmax(0, 1fr); }
  .clock { display: flex; gap: 0.7rem; margin-bottom: 0.15rem; }
  .notes { margin-top: 0.8rem; }
  .statement { grid-template-columns: 2.2rem minmax(0, 1fr); gap: 0 0.8rem; }
}
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e5e8ec; --soft: #a2abb9; --rule: #353c48; --paper: #14181e; --wash: #1d232b; --accent: #7fcac6; }
}
@page {
  margin: 17mm 16mm 19mm;
  @bottom-left { content: ${cssString(title)}; font: 8pt system-ui, sans-serif; color: #566070; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #566070; }
}
@media print {
  html { font-size: 9.4pt; line-height: 1.33; }
  h1 { font-size: 1.7rem; }
  .overview, .beyond { display: none; }
  .print-only { display: block; }
  main { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  .brief { margin-top: 1rem; padding: 0.9rem 1.2rem 1.1rem; }
  .brief section { margin-top: 0.6rem; }
  .quote { margin-top: 0.25rem; }
  .quote figcaption { font-size: 0.8rem; line-height: 1.2; }
  .question { margin-top: 0.15rem; }
  .heard, .refs { margin-top: 0.25rem; font-size: 0.85rem; }
  .part { margin-top: 0.8rem; }
  header + .part, .appendix { margin-top: 0; break-before: page; }
  .part > h2 { padding-bottom: 0.25rem; font-size: 1.25rem; }
  .item { grid-template-columns: 15mm minmax(0, 1fr); gap: 0 5mm; padding: 0.4rem 0 0.45rem; }
  .item h3, .item .question { break-after: avoid; }
  .notes { grid-column: 2; columns: 2; column-gap: 6mm; margin-top: 0.35rem; padding-left: 0.7rem; font-size: 0.8rem; line-height: 1.3; }
  .notes p { break-inside: avoid; }
  .notes p + p { margin-top: 0.15rem; }
  .item .quote:nth-of-type(n + 3), .aloud + .aloud { display: none; }
  .lines { margin-top: 0.3rem; font-size: 0.93rem; line-height: 1.3; }
  .lines:has(li + li) { columns: 2; column-gap: 6mm; }
  .lines li { break-inside: avoid; margin-top: 0; padding-top: 0.12rem; }
  .shortened { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; }
  .record { margin-top: 0.2rem; columns: 2; column-gap: 8mm; }
  .record li { break-inside: avoid; padding-top: 0.4rem; margin-top: 0; }
  .record i + i { display: none; }
  .statement { grid-template-columns: 15mm minmax(0, 1fr); gap: 0 5mm; padding: 0.55rem 0; }
  .statement:not(.long) { break-inside: avoid; }
  .statement:target { background: none; }
  .grid { overflow: visible; break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .record i { height: 5.5mm; }
}
`
