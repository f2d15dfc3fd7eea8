/** One section as it is read: the same sentences and tables as in the downloads. */
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { Block } from '../../../functions/domain/learning-review/blocks.ts'
import type { OutlineSection } from '../../../functions/domain/learning-review/outline.ts'
import { FileButtons } from '../controls/files.tsx'
import { quarterWords as text } from './words-en.ts'

const After = ({ after }: { after: string }): JSX.Element | null => (after === '' ? null : <p class="quiet">{after}</p>)

const TableBlock = ({ block }: { block: Extract<Block, { kind: 'table' }> }): JSX.Element => {
  const id = useId()
  return (
    <>
      <h3 id={id}>{block.title}</h3>
      <div class="table-scroll" role="region" aria-labelledby={id} tabIndex={0}>
        <table class="figures">
          <thead>
            <tr>
              {block.columns.map(({ name, figures }) => (
                <th key={name} scope="col" class={figures ? 'number' : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, index) =>
                  index === 0 ? (
                    <th key={index} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={index} class={block.columns[index]?.figures ? 'number' : undefined}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <After after={block.after} />
    </>
  )
}

const BlockView = ({ block }: { block: Block }): JSX.Element => {
  switch (block.kind) {
    case 'sentence':
      return <p class="told">{block.text}</p>
    case 'list':
      return (
        <>
          <h3>{block.title}</h3>
          <ul class="told-list">
            {block.items.map(item => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <After after={block.after} />
        </>
      )
    case 'table':
      return <TableBlock block={block} />
    default:
      return block satisfies never
  }
}

export const Notes = ({ notes }: { notes: string }): JSX.Element | null =>
  notes === '' ? null : (
    <>
      <h3>{text.notes}</h3>
      <p class="notes-printed">{notes}</p>
    </>
  )

interface Props {
  readonly section: OutlineSection
  /** Below it. */
  readonly children: ComponentChildren
}

export const SectionText = ({ section, children }: Props): JSX.Element => (
  <section class="part learning-section" id={`section-${section.name}`}>
    <h2 class="part-title" tabIndex={-1}>
      {section.title}{' '}
      <span class="quiet">
        {text.minutes(section.minutes)}, {text.clock(section.from, section.from + section.minutes)}
      </span>
    </h2>
    <p class="section-question">{section.question}</p>
    {section.blocks.map((block, index) => (
      <BlockView key={index} block={block} />
    ))}
    {children}
  </section>
)

export const Definitions = ({ definitions }: { definitions: readonly string[] }): JSX.Element => (
  <footer class="definitions">
    <h2>{text.definitions}</h2>
    <ul>
      {definitions.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </footer>
)

const formats = ['md', 'html', 'docx', 'json'] as const

/** '2026 Q3' */
export const quarterName = (quarter: string): string => quarter.replace('-', ' ')

interface FilesProps {
  readonly quarter: string
  /** Null: the one that stands, or the draft where none does. */
  readonly edition: number | 'draft' | null
}

/** The review of a quarter to take along. */
export const QuarterFiles = ({ quarter, edition }: FilesProps): JSX.Element => (
  <FileButtons
    title={text.downloads}
    heading="h2"
    path={format => `/api/learning-reviews/${quarter}.${format}${edition === null ? '' : `?edition=${edition}`}`}
    name={format => `learning-review-${quarter}${edition === null ? '' : `-${text.fileOf(edition)}`}.${format}`}
    formats={formats}
    words={text.formats}
    print={text.print}
  />
)
