/** Factors or decisions: those the room agreed on, those still to be put to it, and what is offered beside them. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { TextField } from '../../kit/controls/field.tsx'
import { words } from '../words/en.ts'
import { type Offer, Offered } from './offered.tsx'

const text = words.record

export interface Entry {
  readonly text: string
  readonly tradeOffs?: string
  readonly confirmed: boolean
}

interface Props {
  readonly title: string
  readonly lead: string
  /** 'Factor', in front of its number. */
  readonly one: string
  readonly longest: number
  /** Whether each has what it was weighed against. */
  readonly weighed: boolean
  readonly entries: readonly Entry[]
  readonly change: (entries: Entry[]) => void
  readonly offers: readonly Offer[]
}

const sameWords = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

export const Agreeing = (props: Props): JSX.Element => {
  const { title, lead, one, longest, weighed, entries, change, offers } = props
  const [news, setNews] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const agreed = entries.filter(({ confirmed }) => confirmed).length
  const patch = (at: number, entry: Partial<Entry>): void =>
    change(entries.map((before, index) => (index === at ? { ...before, ...entry } : before)))
  const told = (entry: string): void => {
    setNews(text.nowAgreed(entry))
    // The button that was pressed is gone.
    heading.current?.focus()
  }
  const add = (offer: Offer, confirmed: boolean): void => {
    change([...entries, { text: offer.text, ...(weighed ? { tradeOffs: offer.more ?? '' } : {}), confirmed }])
    if (confirmed) told(offer.text)
  }
  const left = offers.filter(offer => !entries.some(entry => sameWords(entry.text, offer.text)))
  return (
    <section class="card agreeing">
      <div class="card-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <span class="quiet">{text.agreedOn(agreed)}</span>
      </div>
      <p class="quiet">{lead}</p>
      <p class="visually-hidden" role="status">
        {news}
      </p>
      <div class="beside">
        <div class="entries">
          {entries.length === 0 ? <p class="quiet">{text.nothingAgreed}</p> : null}
          <ul>
            {entries.map((entry, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an entry has nothing else that stays while it is typed.
              <li key={at} class={entry.confirmed ? 'entry agreed' : 'entry'}>
                {entry.confirmed ? (
                  <Agreed entry={entry} reword={() => patch(at, { confirmed: false })} />
                ) : (
                  <Draft
                    label={`${one} ${at + 1}`}
                    {...{ entry, longest, weighed }}
                    change={next => patch(at, next)}
                    agree={() => {
                      patch(at, { confirmed: true })
                      told(entry.text)
                    }}
                  />
                )}
                <button
                  type="button"
                  class="link"
                  aria-label={words.form.of(text.strike, entry.text || `${one} ${at + 1}`)}
                  onClick={() => {
                    change(entries.filter((_, index) => index !== at))
                    heading.current?.focus()
                  }}
                >
                  {text.strike}
                </button>
              </li>
            ))}
          </ul>
          <p>
            <button
              type="button"
              class="button small"
              onClick={() =>
                change([...entries, { text: '', ...(weighed ? { tradeOffs: '' } : {}), confirmed: false }])
              }
            >
              {text.writeOne(one)}
            </button>
          </p>
        </div>
        <Offered
          offers={left}
          take={text.roomAgrees}
          taken={offer => add(offer, true)}
          reword={offer => add(offer, false)}
        />
      </div>
    </section>
  )
}

const Agreed = ({ entry, reword }: { entry: Entry; reword: () => void }): JSX.Element => (
  <>
    <p>
      <span class="tag good">{text.agreed}</span> <strong>{entry.text}</strong>
    </p>
    {entry.tradeOffs ? <p class="quiet">{entry.tradeOffs}</p> : null}
    <button type="button" class="link" aria-label={words.form.of(text.reword, entry.text)} onClick={reword}>
      {text.reword}
    </button>{' '}
  </>
)

interface DraftProps {
  readonly label: string
  readonly entry: Entry
  readonly longest: number
  readonly weighed: boolean
  readonly change: (patch: Partial<Entry>) => void
  readonly agree: () => void
}

/** Words that the room has not agreed on, or no longer: they stand here alone and in no mail. */
const Draft = ({ label, entry, longest, weighed, change, agree }: DraftProps): JSX.Element => (
  <>
    <TextField
      label={label}
      rows={2}
      maxLength={longest}
      value={entry.text}
      change={value => change({ text: value })}
    />
    {weighed ? (
      <TextField
        label={text.tradeOffs}
        rows={2}
        maxLength={2000}
        value={entry.tradeOffs ?? ''}
        change={tradeOffs => change({ tradeOffs })}
      />
    ) : null}
    <p class="quiet">{text.notAgreed}</p>
    <button
      type="button"
      class="button small"
      aria-label={words.form.of(text.roomAgrees, entry.text || label)}
      disabled={entry.text.trim() === ''}
      onClick={agree}
    >
      {text.roomAgrees}
    </button>{' '}
  </>
)
