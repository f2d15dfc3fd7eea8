/** How the sheet for the table looks: two A4 pages, light on paper and on every screen. */
import { cssString } from '../html-style.ts'

/** Of the page, without its margins, in millimetres. */
export const sheetPage = { width: 180, height: 268 } as const

export const sheetStyle = (title: string): string => `
@page {
  size: A4; margin: 12mm 15mm 17mm;
  @bottom-left { content: ${cssString(title)}; font: 7.8pt system-ui, sans-serif; color: #4b545c; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7.8pt system-ui, sans-serif; color: #4b545c; }
}
:root {
  color-scheme: only light;
  --ink: #14181d; --quiet: #4b545c; --line: #c9c4b7; --edge: #827f74; --accent: #0b5a55;
  --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", "DejaVu Serif", Georgia, serif;
}
* { box-sizing: border-box; }
html { background: #fff; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #fff; color: var(--ink); font: 9.4pt/1.36 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, figure, blockquote { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font: 600 18pt/1.15 var(--serif); margin-block: 1mm; }
h2 { font: 650 8.6pt/1.2 var(--sans); color: var(--accent); padding-block-end: 0.8mm; border-block-end: 1.2pt solid var(--accent); margin-block: 4mm 1.8mm; break-after: avoid; }
h3 { font-size: 9.8pt; line-height: 1.25; }
.sub { color: var(--quiet); font-size: 8.8pt; }
.theme { font: 600 11pt/1.2 var(--serif); }
.quote { font: 9.8pt/1.3 var(--serif); margin-block-start: 0.8mm; }
.quote span, .voices { font: 8.2pt/1.3 var(--sans); color: var(--quiet); }
.head { display: flex; justify-content: space-between; align-items: baseline; gap: 4mm; }
.voices { flex: none; }
.ask { font: italic 10pt/1.28 var(--serif); padding-inline-start: 2.5mm; border-inline-start: 1.6pt solid var(--accent); margin-block-start: 0.8mm; }
.matter + .matter { margin-block-start: 2mm; }
.pair, .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 8mm; }
.pair + .pair { margin-block-start: 1.6mm; padding-block-start: 1mm; border-block-start: 0.4pt solid var(--line); }
.props li { padding: 0.8mm 0 0.8mm 5.4mm; border-block-end: 0.4pt solid var(--line); position: relative; }
.props li::before { content: ""; position: absolute; inset-block-start: 1.4mm; inset-inline-start: 0; inline-size: 3.2mm; block-size: 3.2mm; border: 0.8pt solid var(--edge); }
.rules { columns: 2; column-gap: 8mm; }
.rules li { break-inside: avoid; margin-block-end: 0.7mm; padding-inline-start: 3.5mm; text-indent: -3.5mm; }
.rules li::before { content: "\\b7"; display: inline-block; inline-size: 3.5mm; text-indent: 0; }
.hour { break-before: page; }
.hour h2 { margin-block-start: 0; }
.plan > li { display: grid; grid-template-columns: 20mm minmax(0, 1fr); gap: 0 2mm; padding-block: 1.4mm; border-block-end: 0.4pt solid var(--line); break-inside: avoid; }
.plan > li:has(.lines, .write) { border: 0; }
.at { color: var(--quiet); font-size: 8.6pt; white-space: nowrap; font-variant-numeric: tabular-nums; }
.at b { color: var(--ink); }
.write { display: grid; grid-template-columns: 1.6fr 1fr 0.8fr; font-size: 8pt; color: var(--quiet); }
.write span { block-size: 6mm; border-block-end: 0.6pt solid var(--edge); }
.write b { font-weight: 400; }
.lines span { display: block; block-size: 6mm; border-block-end: 0.6pt solid var(--edge); }
@media screen {
  main { max-width: 190mm; margin: 0 auto; padding: 8mm 5mm; }
  .hour { margin-block-start: 12mm; }
}
@media screen and (max-width: 46rem) {
  body { font-size: 15px; line-height: 1.5; }
  main { padding: 20px; }
  .pair, .two, .plan > li { grid-template-columns: minmax(0, 1fr); gap: 6px; }
  .rules { columns: 1; }
  .head { display: block; }
  .quote, .ask, .theme { font-size: 1.05rem; }
  .quote span, .sub, .voices, h2, .at, .write { font-size: 0.87rem; }
}
`
