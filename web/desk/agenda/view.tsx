/** The agenda on the screen and on paper: the same outline as the downloads. */
import type { JSX } from 'preact'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import {
  type BriefSection,
  type OutlineItem,
  type OutlineTopic,
  type OutlineQuote,
  outlineOf,
} from '../../../functions/domain/agenda/outline.ts'
import { wordsOf } from '../../../functions/domain/agenda/words/languages.ts'
import { Notice } from '../../kit/controls/notice.tsx'
import { Rows } from '../../kit/controls/rows.tsx'
import { words } from '../words/en.ts'

const text = words.agenda

export const itemElementId = (id: string): string => `item-${id}`

const statementId = (number: number): string => `statement-${number}`

/** The address bar's hash is the page's route: going to a statement moves the view and the focus instead. */
const goTo = (number: number): void => {
  const target = document.getElementById(statementId(number))
  target?.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}

const Numbers = ({ numbers }: { numbers: readonly number[] }): JSX.Element => (
  <span class="numbers">
    <Rows row="button" inline>
      {numbers.map(number => (
        <button type="button" key={number} aria-label={text.backTo(number)} onClick={() => goTo(number)}>
          {number}
        </button>
      ))}
    </Rows>
  </span>
)

const Quoted = ({ quote }: { quote: OutlineQuote }): JSX.Element => (
  <figure class="quoted">
    <blockquote>{quote.text}</blockquote>
    <figcaption>
      {quote.by} <Numbers numbers={[quote.number]} />
    </figcaption>
  </figure>
)

const Brief = ({ sections, title }: { sections: readonly BriefSection[]; title: string }): JSX.Element => (
  <section class="part brief">
    <h3 class="part-title">{title}</h3>
    <div class="brief-sections">
      {sections.map(({ title, lines, quotes }, index) => (
        <section key={`${index} ${title}`}>
          <h4>{title}</h4>
          {lines.map(line => (
            <p key={line}>{line}</p>
          ))}
          {quotes.map((quote, at) => (
            <Quoted key={`${at} ${quote.number}`} quote={quote} />
          ))}
        </section>
      ))}
    </div>
  </section>
)

export const AgendaView = ({ agenda }: { agenda: Agenda }): JSX.Element => {
  const outline = outlineOf(agenda)
  return (
    <article class="agenda" aria-label={outline.title}>
      <header class="agenda-head">
        <p class="print-only agenda-title">{outline.title}</p>
        <p>
          {outline.day}, {outline.from}–{outline.to} ({outline.zone})
          {outline.answered ? <> · {outline.answered}</> : null}
        </p>
      </header>
      {outline.read ? <p class="quiet">{outline.read}</p> : null}
      {outline.withheld ? (
        <Notice tone="warn">
          <p>{outline.withheld}</p>
        </Notice>
      ) : null}
      {outline.contested ? <p class="quiet">{outline.contested}</p> : null}
      {outline.brief.length > 0 ? <Brief sections={outline.brief} title={wordsOf(outline).briefTitles.brief} /> : null}
      {outline.parts
        .filter(part => part.items.length > 0)
        .map(part => (
          <section key={part.name} class="part">
            <h3 class="part-title">
              {part.name} <span class="quiet">{text.minutes(part.minutes)}</span>
            </h3>
            <ol class="items">
              {part.items.map(entry => (
                <Item key={entry.item.id} entry={entry} />
              ))}
            </ol>
          </section>
        ))}
      {outline.groups.length + outline.told.length > 0 ? (
        <section class="part appendix">
          <h3 class="part-title">{text.appendix}</h3>
          {outline.groups.length > 0 ? <p class="quiet">{text.appendixNote}</p> : null}
          {outline.groups.map((group, index) => (
            <div class="statement-group" key={`${index} ${group.title}`}>
              <h4>{group.title}</h4>
              <ol>
                {group.statements.map(statement => (
                  <li key={statement.number} id={statementId(statement.number)} tabIndex={-1} value={statement.number}>
                    <blockquote>{statement.text}</blockquote>
                    {statement.by ? <p class="by">{statement.by}</p> : null}
                    {statement.question ? (
                      <p class="instead">
                        {text.neutral} <em>{statement.question}</em>
                      </p>
                    ) : null}
                  </li>
                ))}
              </ol>
            </div>
          ))}
          {outline.told.map(told => (
            <p class="quiet" key={told}>
              {told}
            </p>
          ))}
        </section>
      ) : null}
    </article>
  )
}

const Topics = ({ topics }: { topics: readonly OutlineTopic[] }): JSX.Element | null =>
  topics.length === 0 ? null : (
    <ul class="topics">
      {topics.map(topic => (
        <li key={topic.title}>
          <p>
            <strong>{topic.title}</strong> {topic.heard === '' ? null : <span class="tag voices">{topic.heard}</span>}{' '}
            <span class="quiet">{topic.question}</span>
          </p>
          {topic.quotes.length === 0 ? null : (
            <div>
              {topic.quotes.map(quote => (
                <Quoted key={quote.number} quote={quote} />
              ))}
            </div>
          )}
          {topic.statements.length > 0 ? (
            <p class="refers">
              {text.statements} <Numbers numbers={topic.statements} />
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )

const Item = ({ entry }: { entry: OutlineItem }): JSX.Element => {
  const { item } = entry
  return (
    <li class={`item ${item.kind}`} id={itemElementId(item.id)} tabIndex={-1}>
      <p class="clock">
        <span class="from">{entry.from}</span> <span class="quiet">{text.minutes(item.minutes)}</span>
      </p>
      <div class="item-body">
        <h4>
          {item.title} {entry.heard ? <span class="tag voices">{entry.heard}</span> : null}
        </h4>
        {item.question === '' ? null : <p class="question">{item.question}</p>}
        {entry.quotes.map((quote, at) => (
          <Quoted key={`${at} ${quote.number}`} quote={quote} />
        ))}
        <Topics topics={entry.topics} />
        {entry.folded.length > 0 ? (
          <details>
            <summary>{text.moreThemes(entry.folded.length)}</summary>
            <Topics topics={entry.folded} />
          </details>
        ) : null}
        {entry.lines.length > 0 ? (
          <ul class="lines">
            {entry.lines.map((line, index) => (
              <li key={`${index} ${line.text}`}>
                {line.text}
                {line.statements.length > 0 ? <Numbers numbers={line.statements} /> : null}
                {line.after}
              </li>
            ))}
          </ul>
        ) : null}
        {entry.statements.length > 0 ? (
          <p class="refers">
            {text.statements} <Numbers numbers={entry.statements} />
          </p>
        ) : null}
        {entry.seeAlso.length > 0 ? (
          <p class="refers">
            {text.seeAlso} <Numbers numbers={entry.seeAlso} />
          </p>
        ) : null}
        {item.notes.length > 0 ? (
          <div class="notes">
            <p class="notes-title">{text.notes}</p>
            <ul>
              {item.notes.map(note => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </li>
  )
}
