/** Files that a chart gives: its table as CSV, and itself as an SVG that needs no page around it. */
import { csvText, type CsvValue } from '../../../functions/domain/table/csv-text.ts'

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly CsvValue[])[]
}

export const save = (name: string, type: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun by then; the text need not stay in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** The mark at the front tells spreadsheets that it is UTF-8. */
export const saveTable = (name: string, { columns, rows }: Table): void =>
  save(`${name}.csv`, 'text/csv;charset=utf-8', `\uFEFF${csvText(columns, rows)}`)

const kept = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const

const svgName = 'http://www.w3.org/2000/svg'

const element = (name: string, text: string): Element => {
  const made = document.createElementNS(svgName, name)
  made.textContent = text
  return made
}

/** A copy whose looks stand in itself, with its title and description, on the colour it is read on. */
export const standalone = (svg: SVGSVGElement, title: string, description: string): string => {
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) return ''
  const [shown, copied] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')]
  for (const [index, from] of shown.entries()) {
    const to = copied[index]
    const style = getComputedStyle(from)
    for (const name of kept) to?.setAttribute(name, style.getPropertyValue(name))
    for (const name of ['class', 'tabindex', 'style']) to?.removeAttribute(name)
  }
  for (const unseen of copy.querySelectorAll('[data-hit]')) unseen.remove()
  const { width, height } = svg.viewBox.baseVal
  const page = document.createElementNS(svgName, 'rect')
  page.setAttribute('width', String(width))
  page.setAttribute('height', String(height))
  page.setAttribute('fill', getComputedStyle(document.body).backgroundColor)
  copy.prepend(element('title', title), element('desc', description), page)
  for (const name of ['class', 'tabindex', 'style', 'aria-labelledby', 'aria-describedby']) copy.removeAttribute(name)
  copy.setAttribute('xmlns', svgName)
  copy.setAttribute('role', 'img')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}
