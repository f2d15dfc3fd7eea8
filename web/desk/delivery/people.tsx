/** The rows of the list, and its counts. A state has a word and a sign; its colour comes third. */
import type { JSX } from 'preact'
import { type Delivery, type DeliveryRow, deliveryStates } from '../../../functions/domain/mail/delivery.ts'
import { Moment } from '../../kit/controls/moment.tsx'
import { href } from '../../kit/address.ts'
import { deliveryWords as text } from '../words/en-delivery.ts'

type State = DeliveryRow['state']

const tones: Readonly<Record<State, 'bad' | 'warn' | 'good' | 'plain'>> = {
  bounced: 'bad',
  refused: 'bad',
  complained: 'bad',
  aside: 'warn',
  returned: 'warn',
  left: 'warn',
  unsubscribed: 'warn',
  late: 'warn',
  held: 'plain',
  queued: 'plain',
  sent: 'good',
  withdrawn: 'plain',
  unknown: 'plain',
}

const Chip = ({ state, number }: { state: State; number?: number }): JSX.Element => (
  <span class={`chip ${tones[state]}`}>
    {number === undefined ? text.states[state] : text.counted(number, text.states[state].toLowerCase())}
  </span>
)

/** '8 sent, 1 waiting', of the states that are wanted. */
export const countsIn = (delivery: Delivery, wanted: (state: State) => boolean): string =>
  deliveryStates
    .filter(state => wanted(state) && (delivery.counts[state] ?? 0) > 0)
    .map(state => text.counted(delivery.counts[state] ?? 0, text.states[state].toLowerCase()))
    .join(', ')

export const Counts = ({ delivery }: { delivery: Delivery }): JSX.Element => (
  <p class="chips">
    {deliveryStates
      .filter(state => (delivery.counts[state] ?? 0) > 0)
      .toReversed()
      .map(state => (
        <Chip key={state} state={state} number={delivery.counts[state] ?? 0} />
      ))}
  </p>
)

interface TableProps {
  readonly rows: readonly DeliveryRow[]
  readonly zone: string
  readonly busy: boolean
  readonly act: (row: DeliveryRow) => void
  readonly change: ((row: DeliveryRow) => void) | null
}

export const PeopleTable = ({ rows, zone, busy, act, change }: TableProps): JSX.Element => (
  <table class="invited">
    <caption class="visually-hidden">{text.caption}</caption>
    <thead class="visually-hidden">
      <tr>
        {Object.values(text.columns).map(column => (
          <th scope="col" key={column}>
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(row => (
        <PersonRow key={row.address} row={row} zone={zone} busy={busy} act={act} change={change} />
      ))}
    </tbody>
  </table>
)

type RowProps = Omit<TableProps, 'rows'> & { readonly row: DeliveryRow }

const PersonRow = ({ row, zone, busy, act, change }: RowProps): JSX.Element => {
  const who = row.name || row.address
  return (
    <tr class={tones[row.state] === 'bad' || tones[row.state] === 'warn' ? 'troubled' : ''}>
      <th scope="row">
        {who}
        {row.name ? <span class="quiet">{row.address}</span> : null}
      </th>
      <td>
        <Chip state={row.state} />{' '}
        {row.at ? (
          <span class="quiet">
            <Moment at={row.at} zone={zone} />
          </span>
        ) : null}
        {row.state === 'sent' ? null : <span class="why quiet">{row.words}</span>}
        {row.until ? (
          <span class="why quiet">
            {row.state === 'held' ? text.from : text.tried} <Moment at={row.until} zone={zone} />
          </span>
        ) : null}
      </td>
      <td class="act">
        <Remedy row={row} who={who} busy={busy} act={act} />
        {change && row.remedy !== 'correct' && row.state !== 'withdrawn' ? (
          <button type="button" class="button small quiet" aria-label={text.changeOf(who)} onClick={() => change(row)}>
            {text.change}
          </button>
        ) : null}
      </td>
    </tr>
  )
}

const Remedy = ({
  row,
  who,
  busy,
  act,
}: Pick<RowProps, 'row' | 'busy' | 'act'> & { readonly who: string }): JSX.Element | null => {
  const { remedy } = row
  if (remedy === null) return null
  const label = text.remedies[remedy]
  if (remedy === 'roster') {
    return (
      <a class="button small" href={href('/roster')} aria-label={text.remedyOf(label, who)}>
        {label}
      </a>
    )
  }
  return (
    <button
      type="button"
      class="button small"
      aria-disabled={busy}
      aria-label={text.remedyOf(label, who)}
      onClick={() => act(row)}
    >
      {label}
    </button>
  )
}
