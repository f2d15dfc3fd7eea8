/** Which edition is read, what is known since, and the others of its quarter. */
import type { JSX } from 'preact'
import { day } from '../../../functions/domain/agenda/clock.ts'
import { type Edition, standingOf } from '../../../functions/domain/learning-review/edition.ts'
import type { LearningReview } from '../../../functions/domain/learning-review/schema.ts'
import { pageLanguage } from '../page-language.ts'
import { quarterWords as text } from './words-en.ts'
import { addressOf } from './place.ts'

/** What stands above the figures, on the screen and on paper. */
export const Notices = ({ notices }: { notices: readonly string[] }): JSX.Element | null =>
  notices.length === 0 ? null : (
    <div class="notice info edition-notices">
      {notices.map(line => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )

const on = (instant: string): string => day(instant, 'UTC', pageLanguage()).replace(/^\S+ /, '')

const stateOf = ({ publishedAt, takenBack, number }: Edition, standing: Edition | null): string =>
  [
    text.publishedOn(on(publishedAt)),
    ...(takenBack ? [text.takenBackOn(on(takenBack.at))] : []),
    ...(standing?.number === number ? [text.stands] : []),
  ].join(', ')

/** One edition that stands is named above the figures already. `page`: where editions are read, if not here. */
export const Editions = ({ review, page = '' }: { review: LearningReview; page?: string }): JSX.Element | null => {
  const { quarter, edition, editions } = review
  const standing = standingOf(editions)
  if (editions.length < 2 && editions.every(({ takenBack }) => takenBack === null)) return null
  return (
    <nav class="published editions screen-only" aria-label={text.editions}>
      <ul>
        {editions.map(one => (
          <li key={one.number}>
            <a
              href={`${page}${addressOf(quarter, null, one.number)}`}
              aria-current={one.number === edition?.number ? 'page' : undefined}
            >
              {text.editionName(one.number)} <span class="quiet">{stateOf(one, standing)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
