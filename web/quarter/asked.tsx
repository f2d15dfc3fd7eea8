/** What is asked of leadership: the sentence that a facilitator wrote, or else what the open actions say. */
import type { JSX } from 'preact'
import { askSchema } from '../../functions/domain/reply/reply.ts'
import type { Asked } from '../../functions/domain/trends/three.ts'
import { ask } from '../kit/api/ask.ts'
import { Behind } from '../kit/learning-review/said.tsx'
import { addressOf } from '../kit/learning-review/place.ts'
import { useLoad } from '../kit/load/load.ts'
import { isFacilitator, signedIn } from '../kit/session/session.ts'
import { words } from './words/en.ts'

const text = words.asked

const derived = (asked: Asked | null): string => {
  if (asked === null) return text.unknown
  if (asked.open === 0) return text.noneOpen
  return asked.still > 0 ? text.still(asked.still) : text.moving(asked.open)
}

interface Props {
  readonly asked: Asked | null
  readonly quarter: string
  readonly hasComments: boolean
  /** Where the actions stand as far as this reader may see them; null where they may not. */
  readonly evidence: string | null
}

export const AskedOf = ({ asked, quarter, hasComments, evidence }: Props): JSX.Element => {
  const load = useLoad(`ask ${quarter}`, () =>
    ask('GET /api/quarters/{quarter}/ask', askSchema, { params: { quarter } }),
  )
  const who = signedIn()
  const written = load.value?.text ? load.value : null
  const bars =
    asked && asked.open > 0
      ? ([
          ['moving', asked.open - asked.still],
          ['still', asked.still],
        ] as const)
      : []
  return (
    <section class="card asked" aria-label={text.heading}>
      <h2>
        <small>{text.heading}</small>
        {written ? written.text : derived(asked)}
      </h2>
      <dl class="waits">
        {bars.map(([name, count]) => (
          <div key={name} class={name}>
            <dt>{text.bars[name]}</dt>
            <dd style={{ '--share': String(count / (asked?.open ?? 1)) }}>{count}</dd>
          </div>
        ))}
      </dl>
      <p>{written ? text.writtenBy(written.name) : text.lead}</p>
      <p class="ways screen-only">
        {written ? <Behind id={written.behind} /> : null}
        {evidence === null ? null : <a href={evidence}>{text.actions}</a>}
        {hasComments ? <a href={`/comments/${addressOf(quarter)}`}>{text.words}</a> : null}
        {who.state !== 'signed-out' && isFacilitator(who.session) ? (
          <a href={`/desk/#/quarters/${quarter}`}>{text.write}</a>
        ) : null}
      </p>
    </section>
  )
}
