/** The frame of every chart: what it says, the drawing, what is read of it, its table, its files, its meaning. */
import type { ComponentChildren, JSX } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { words } from '../words/en.ts'
import { saveTable, save, standalone, type Table } from './download.ts'

const text = words.chart

export interface ChartProps {
  readonly title: string
  /** One sentence: what is drawn, or what it comes to. */
  readonly description: string
  /** Of its files, without ending. */
  readonly name: string
  readonly table: Table
  readonly meaning: readonly string[]
  /** Choices that belong to this chart. */
  readonly tools?: ComponentChildren
  /** Says how a chart is read; once on a page is enough. */
  readonly hint?: true
  readonly legend?: readonly string[]
  /** There is nothing to draw, and the description says why. */
  readonly nothing?: boolean
  /** Draws by the ids of its name and its description; tells what is pointed at. */
  readonly children: (drawing: Drawing) => JSX.Element
}

export interface Drawing {
  readonly labelledBy: string
  readonly describedBy: string
  readonly read: (words: string | null) => void
}

export const Chart = (props: ChartProps): JSX.Element => {
  const { title, description, name, table, meaning, tools, hint, legend = [], nothing, children } = props
  const id = useId()
  const [reading, read] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const figure = useRef<HTMLElement>(null)
  const saveSvg = (): void => {
    for (const [index, svg] of [...(figure.current?.querySelectorAll('svg.chart') ?? [])].entries()) {
      const label = svg.getAttribute('data-name') ?? title
      const own = index === 0 ? name : `${name}-${index + 1}`
      if (svg instanceof SVGSVGElement) save(`${own}.svg`, 'image/svg+xml', standalone(svg, label, description))
    }
  }
  return (
    <figure class="card figure" aria-labelledby={`${id}-title`} ref={figure}>
      <div class="figure-head">
        <h3 id={`${id}-title`}>{title}</h3>
        {tools}
      </div>
      <p class={nothing ? 'nothing' : 'quiet'} id={`${id}-text`}>
        {description}
      </p>
      {nothing ? null : (
        <>
          <div class="drawing">{children({ labelledBy: `${id}-title`, describedBy: `${id}-text`, read })}</div>
          <p class="reading" aria-hidden="true">
            {reading ?? (hint ? text.hint : '')}
          </p>
        </>
      )}
      {legend.length > 0 && !nothing ? (
        <ul class="legend">
          {legend.map(entry => (
            <li key={entry}>{entry}</li>
          ))}
        </ul>
      ) : null}
      <div class="figure-foot">
        <button
          type="button"
          class="button small"
          aria-expanded={open}
          aria-controls={`${id}-table`}
          onClick={() => setOpen(!open)}
        >
          {open ? text.hideTable : text.table}
        </button>
        {nothing ? null : (
          <button type="button" class="button small" aria-label={text.download(text.svg, title)} onClick={saveSvg}>
            {text.svg}
          </button>
        )}
        <button
          type="button"
          class="button small"
          aria-label={text.download(text.csv, title)}
          onClick={() => saveTable(name, table)}
        >
          {text.csv}
        </button>
        <details class="meaning">
          <summary>{text.meaning}</summary>
          {meaning.map(paragraph => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </details>
      </div>
      <div id={`${id}-table`} class="table-box" hidden={!open}>
        {open ? <DataTable title={title} table={table} /> : null}
      </div>
    </figure>
  )
}

const DataTable = ({ title, table: { columns, rows } }: { title: string; table: Table }): JSX.Element => (
  // Wider than a phone: whoever has no mouse scrolls it by the keys.
  <div class="table-scroll" tabIndex={0} role="region" aria-label={text.tableOf(title)}>
    <table>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th key={column} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={column} class={typeof cell === 'number' ? 'number' : undefined}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
