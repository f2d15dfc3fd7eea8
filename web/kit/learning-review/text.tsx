/** One section as it is read: the same sentences and tables as in the downloads. */
import type { ComponentChildren, JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { barLength, type Block } from '../../../functions/domain/learning-review/blocks.ts'
import type { FirstAnswer, OutlineSection } from '../../../functions/domain/learning-review/outline.ts'
import { linksFor, piecesOf, plainOf, type Said } from '../../../functions/domain/learning-review/links.ts'
import { isFacilitator, signedIn } from '../session/session.ts'
import { FileButtons } from '../controls/files.tsx'
import { Rows } from '../controls/rows.tsx'
import { quarterWords as text } from './words-en.ts'

const After = ({ after }: { after: string }): JSX.Element | null => (after === '' ? null : <p class="quiet">{after}</p>)

const SaidText = ({ said }: { said: Said }): JSX.Element => {
  const who = signedIn()
  const linkOf = linksFor('', who.state !== 'signed-out' && isFacilitator(who.session))
  return (
    <>
      {piecesOf(said).map((piece, index) => {
        if (typeof piece === 'string') return piece
        const to = linkOf(piece.to)
        return to === null ? (
          piece.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text keep their order.
          <a key={index} href={to}>
            {piece.text}
          </a>
        )
      })}
    </>
  )
}

const TableBlock = ({ block }: { block: Extract<Block, { kind: 'table' }> }): JSX.Element => {
  const id = useId()
  return (
    <>
      <h3 id={id}>{block.title}</h3>
      <div class="table-scroll" role="region" aria-labelledby={id} tabIndex={0}>
        <Rows row="tr">
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
                        <SaidText said={cell} />
                      </th>
                    ) : (
                      <td key={index} class={block.columns[index]?.figures ? 'number' : undefined}>
                        <SaidText said={cell} />
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Rows>
      </div>
      <After after={block.after} />
    </>
  )
}

const Chart = ({ block: { title, bars } }: { block: Extract<Block, { kind: 'chart' }> }): JSX.Element => (
  <>
    <h3>{title}</h3>
    <dl class="bars">
      {bars.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd style={{ '--length': String(barLength(value, bars, 100)) }}>{value}</dd>
        </div>
      ))}
    </dl>
  </>
)

const BlockView = ({ block }: { block: Block }): JSX.Element => {
  switch (block.kind) {
    case 'sentence':
      return <p class="told">{block.text}</p>
    case 'list':
      return (
        <>
          <h3>{block.title}</h3>
          <Rows row="li">
            <ul class="told-list">
              {block.items.map(item => (
                <li key={plainOf(item)}>
                  <SaidText said={item} />
                </li>
              ))}
            </ul>
          </Rows>
          <After after={block.after} />
        </>
      )
    case 'chart':
      return <Chart block={block} />
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

/** Made when it is opened: what is folded cannot arrange its rows. */
const Folded = ({ section }: { section: OutlineSection }): JSX.Element => {
  const [isOpen, setOpen] = useState(false)
  return (
    <details class="folded screen-only" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{text.tablesOf(section.tables.length, section.title)}</summary>
      {isOpen ? section.tables.map((block, index) => <TableBlock key={index} block={block} />) : null}
    </details>
  )
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
    {section.tables.length > 0 ? <Folded section={section} /> : null}
    {children}
  </section>
)

interface FirstProps {
  readonly first: { readonly title: string; readonly answers: readonly FirstAnswer[] }
  /** The address of the section that says more. */
  readonly more: ((section: FirstAnswer['section']) => string) | null
}

/** What a director reads who has thirty seconds. */
export const FirstPage = ({ first, more }: FirstProps): JSX.Element => (
  <section class="first-page" aria-labelledby="first-page">
    <h2 id="first-page" class="part-title">
      {first.title}
    </h2>
    <div class="first-answers">
      {first.answers.map(({ name, question, answer, evidence, section }) => (
        <section key={name} class="card">
          <h3>
            <small>{question}</small>
            {answer}
          </h3>
          <Rows row="li">
            <ul class="told-list">
              {evidence.map(said => (
                <li key={plainOf(said)}>
                  <SaidText said={said} />
                </li>
              ))}
            </ul>
          </Rows>
          {more ? (
            <p class="screen-only">
              <a href={more(section)} aria-label={text.moreOf(question)}>
                {text.more}
              </a>
            </p>
          ) : null}
        </section>
      ))}
    </div>
  </section>
)

interface AppendixProps {
  readonly title: string
  readonly sections: readonly OutlineSection[]
}

/** On paper nothing is folded: all tables stand at its end. */
export const Appendix = ({ title, sections }: AppendixProps): JSX.Element => (
  <section class="print-only learning-section">
    <h2 class="part-title">{title}</h2>
    {sections.flatMap(({ name, tables }) =>
      tables.map((block, index) => <TableBlock key={`${name} ${index}`} block={block} />),
    )}
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
