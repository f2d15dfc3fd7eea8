/** The portfolio over all incidents: the plot, and the table behind it. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type Counterfactual, isLeveragePoint } from '../../../functions/domain/condition/condition.ts'
import { ActionDialog } from '../actions/form.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { Rows } from '../../kit/controls/rows.tsx'
import { type ActionRequest, following } from '../calls/following.ts'
import { useLoad } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { marksOf, numbersOf } from './marks.ts'
import { Plot } from './plot.tsx'
import { RatingDialog } from './rating.tsx'

const text = words.portfolio

export const title = text.title

export const Page = (): JSX.Element => {
  const load = useLoad('portfolio', following.portfolio)
  const conditions = load.value ?? []
  return (
    <>
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>{text.title}</h1>
          <p class="lead">{text.lead}</p>
        </div>
      </header>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {load.value === undefined && load.error === undefined ? <Loading rows={5} /> : null}
      {load.value && conditions.length === 0 ? (
        <section class="card teaching">
          <h2>{text.empty}</h2>
          <p>{text.emptyDetail}</p>
        </section>
      ) : null}
      {conditions.length > 0 ? <Portfolio conditions={conditions} again={load.again} /> : null}
    </>
  )
}

interface Props {
  readonly conditions: readonly Counterfactual[]
  readonly again: () => void
  /** Where an action on one of them goes; left out, to the incident that it was last named for. */
  readonly act?: (input: ActionRequest) => Promise<unknown>
}

const actAlone = (of: Counterfactual) => (input: ActionRequest) => {
  const last = of.sightings.at(-1)
  return following.addAction({ ...input, ...(last ? { incidentId: last.incidentId } : {}) })
}

/** Also a review's own part of it. */
export const Portfolio = ({ conditions, again, act }: Props): JSX.Element => {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [rating, setRating] = useState<Counterfactual | null>(null)
  const [acting, setActing] = useState<Counterfactual | null>(null)
  const [news, setNews] = useState('')
  const marks = marksOf(conditions)
  const numbers = numbersOf(marks)
  const unrated = conditions.length - numbers.size
  const ordered = conditions.toSorted(
    (a, b) =>
      (numbers.get(a.id) ?? Infinity) - (numbers.get(b.id) ?? Infinity) || b.sightings.length - a.sightings.length,
  )
  const choose = (ids: readonly string[]): void => {
    setChosen(ids)
    document.getElementById(`condition-${ids[0]}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <>
      <p class="news" role="status">
        {news}
      </p>
      <div class="portfolio">
        {numbers.size > 0 ? (
          <figure class="card">
            <figcaption>
              <h2>{text.plot}</h2>
              <p class="quiet">{text.plotNote}</p>
            </figcaption>
            <Plot marks={marks} chosen={chosen} choose={choose} />
          </figure>
        ) : null}
        <section class="card">
          <h2>
            {text.table} {unrated > 0 ? <span class="quiet">({text.notRated(unrated)})</span> : null}
          </h2>
          <div class="table-scroll" tabIndex={0} role="region" aria-label={text.table}>
            <Rows row="tbody > tr">
              <table>
                <thead>
                  <tr>
                    <th scope="col">
                      <abbr title={text.plot}>#</abbr>
                    </th>
                    <th scope="col">{text.condition}</th>
                    <th scope="col">{text.generalisability}</th>
                    <th scope="col">{text.cost}</th>
                    <th scope="col">{text.intervention}</th>
                    <th scope="col">{text.reviews}</th>
                    <th scope="col">
                      <span class="visually-hidden">{words.actions.title}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {ordered.map(condition => (
                    <tr
                      key={condition.id}
                      id={`condition-${condition.id}`}
                      class={chosen.includes(condition.id) ? 'chosen' : ''}
                    >
                      <td>{numbers.get(condition.id) ?? ''}</td>
                      <td class="wide-cell">
                        <button
                          type="button"
                          class="link"
                          aria-label={text.rate(condition.text)}
                          onClick={() => setRating(condition)}
                        >
                          {condition.text}
                        </button>
                        {isLeveragePoint(condition) ? <span class="tag leverage"> {text.leverage}</span> : null}
                      </td>
                      <td>{condition.generalisability ?? text.unknown}</td>
                      <td>{condition.cost ?? text.unknown}</td>
                      <td>{condition.intervention ? words.interventions[condition.intervention] : text.unknown}</td>
                      <td>{condition.sightings.length}</td>
                      <td>
                        <button
                          type="button"
                          class="button small"
                          aria-label={words.form.of(text.act, condition.text)}
                          onClick={() => setActing(condition)}
                        >
                          {text.act}
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Rows>
          </div>
        </section>
      </div>
      {rating ? (
        <RatingDialog
          condition={rating}
          close={() => setRating(null)}
          done={() => {
            setRating(null)
            again()
          }}
        />
      ) : null}
      {acting ? (
        <ActionDialog
          conditions={[acting]}
          initial={{
            counterfactualId: acting.id,
            ...(acting.intervention ? { category: acting.intervention } : {}),
          }}
          close={() => setActing(null)}
          send={async input => {
            await (act ?? actAlone(acting))(input)
            setActing(null)
            setNews(words.actions.added)
          }}
        />
      ) : null}
    </>
  )
}
