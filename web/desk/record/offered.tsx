/** What the agenda and the notes offer, each to be put to the room; nothing of it stands in the record by itself. */
import type { JSX } from 'preact'
import { words } from '../words/en.ts'

const text = words.record

export interface Offer {
  readonly text: string
  /** Below it: what it was weighed against. */
  readonly more?: string
  readonly quotes?: readonly { readonly text: string; readonly by: string | null }[]
  /** Where it comes from. */
  readonly why: string
}

interface Props {
  readonly offers: readonly Offer[]
  readonly take: string
  readonly taken: (offer: Offer) => void
  readonly reword?: (offer: Offer) => void
}

const shownQuotes = 1

const Quotes = ({ quotes }: { quotes: NonNullable<Offer['quotes']> }): JSX.Element => (
  <>
    {quotes.map(quote => (
      <figure class="quoted" key={quote.text}>
        <blockquote>{quote.text}</blockquote>
        {quote.by ? <figcaption>{quote.by}</figcaption> : null}
      </figure>
    ))}
  </>
)

/** The name of a press says of what: a list of buttons alone tells them apart. */
const named = (press: string, offer: Offer): string => `${press}: ${offer.text}`

export const Offered = ({ offers, take, taken, reword }: Props): JSX.Element | null =>
  offers.length === 0 ? null : (
    <div class="offered">
      <h3>{text.offered}</h3>
      <ul class="candidates">
        {offers.map(offer => {
          // A proposal reads as its statement does: said once is enough.
          const quotes = (offer.quotes ?? []).filter(quote => quote.text !== offer.text)
          return (
            <li key={offer.text}>
              <p class="offer">{offer.text}</p>
              {offer.more ? <p class="quiet">{offer.more}</p> : null}
              <p class="quiet">{offer.why}</p>
              <Quotes quotes={quotes.slice(0, shownQuotes)} />
              {quotes.length > shownQuotes ? (
                <details>
                  <summary>{text.moreQuotes(quotes.length - shownQuotes)}</summary>
                  <Quotes quotes={quotes.slice(shownQuotes)} />
                </details>
              ) : null}
              <p class="row">
                <button type="button" class="button small" aria-label={named(take, offer)} onClick={() => taken(offer)}>
                  {take}
                </button>
                {reword ? (
                  <button
                    type="button"
                    class="link"
                    aria-label={named(text.rewordFirst, offer)}
                    onClick={() => reword(offer)}
                  >
                    {text.rewordFirst}
                  </button>
                ) : null}
              </p>
            </li>
          )
        })}
      </ul>
    </div>
  )
