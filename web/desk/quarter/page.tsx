/** The learning review of a quarter: read, filled in, taken along, published. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { quarterOf } from '../../../functions/domain/time/calendar.ts'
import type { SectionName } from '../../../functions/domain/learning-review/inputs.ts'
import { standingOf } from '../../../functions/domain/learning-review/edition.ts'
import { reviewOutline } from '../../../functions/domain/learning-review/outline.ts'
import type { LearningReview } from '../../../functions/domain/learning-review/schema.ts'
import { SelectField } from '../../kit/controls/field.tsx'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { quartersUntil } from '../incident/recent.ts'
import type { Session } from '../../kit/session/session.ts'
import { useLoad } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import { quarterWords as text } from '../../kit/learning-review/words-en.ts'
import { quarterApi } from '../calls/quarter.ts'
import { Editions, Notices } from '../../kit/learning-review/editions.tsx'
import { QuarterInputs } from './inputs.tsx'
import { InMetrics } from './in-metrics.tsx'
import { Leadership } from './leadership.tsx'
import { Publishing } from './publishing.tsx'
import { SectionView } from './section.tsx'
import { Appendix, Definitions, FirstPage, QuarterFiles } from '../../kit/learning-review/text.tsx'
import { ownCalendar } from '../../kit/calendar.ts'
import { quarterName } from '../../kit/own-quarter.ts'
import { instantNow } from '../../kit/session/clock.ts'

const offeredQuarters = 12

const isEmpty = ({ sections }: LearningReview): boolean =>
  sections.inventory.figures.total === 0 &&
  sections.actions.figures.closure.opened === 0 &&
  sections.pulse.figures.release === null &&
  sections.pulse.figures.participation.meetings === 0

export const title = text.title

export const Page = ({ quarter: asked }: { quarter?: string; session: Session }): JSX.Element => {
  const now = instantNow()
  const quarter = asked ?? quarterOf(now, ownCalendar())
  const [drafted, setDrafted] = useState<string | null>(null)
  const edition = drafted === quarter ? 'draft' : undefined
  const review = useLoad(`learning review ${quarter} ${edition}`, () => quarterApi.review(quarter, edition))
  const notes = useLoad(`notes ${quarter}`, () => quarterApi.notes(quarter))
  const offered = quartersUntil(now, offeredQuarters)
  const again = (): void => {
    review.again()
    notes.again()
  }
  const there = review.value
  const outline = there ? reviewOutline(there) : null
  const isOpen = there?.edition === null
  const stands = there !== undefined && standingOf(there.editions) !== null
  const noteOf = (name: SectionName) => (isOpen && notes.value ? notes.value[name] : null)
  return (
    <article class="learning-review">
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>{outline?.title ?? text.title}</h1>
          <p class="quiet">{outline ? outline.about : text.lead}</p>
        </div>
        <div class="toolbar screen-only">
          <SelectField
            label={text.quarter}
            value={quarter}
            change={value => go(href('/quarters/{quarter}', { quarter: value }))}
            options={(offered.includes(quarter) ? offered : [quarter, ...offered]).map(value => ({
              value,
              text: quarterName(value),
            }))}
          />
          {there ? (
            <Publishing
              key={quarter}
              review={there}
              done={() => {
                setDrafted(null)
                again()
              }}
            />
          ) : null}
        </div>
      </header>
      <ProblemNotice error={review.error} again={again} />
      <ProblemNotice error={notes.error} again={notes.again} />
      {there === undefined && review.error === undefined ? <Loading rows={6} /> : null}
      {there && outline ? (
        <>
          <div class="screen-only">
            <Notice tone={there.publishedAt === null ? 'info' : 'good'}>
              <p>{there.edition ? text.published : stands ? text.draftOfNext : text.draft}</p>
              {stands ? (
                <p>
                  <button type="button" class="link" onClick={() => setDrafted(isOpen ? null : quarter)}>
                    {isOpen ? text.seeStanding : text.seeDraft}
                  </button>
                </p>
              ) : null}
            </Notice>
          </div>
          <Notices notices={outline.notices} />
          <div class="screen-only">
            <Editions review={there} page="/learning-review/" />
            <QuarterFiles quarter={quarter} edition={edition ?? null} />
          </div>
          {isEmpty(there) ? (
            <section class="teaching">
              <h2>{text.empty}</h2>
              <p>{text.emptyDetail}</p>
            </section>
          ) : null}
          <FirstPage first={outline.first} more={null} />
          {outline.sections.map(section => (
            <SectionView
              key={section.name}
              quarter={quarter}
              section={section}
              note={noteOf(section.name)}
              saved={again}
            />
          ))}
          {isOpen ? <QuarterInputs key={quarter} quarter={quarter} entered={review.again} /> : null}
          <Appendix title={outline.appendix} sections={outline.sections} />
          <Leadership key={`leadership ${quarter}`} quarter={quarter} />
          <Definitions definitions={outline.definitions} />
          <InMetrics />
        </>
      ) : null}
    </article>
  )
}
