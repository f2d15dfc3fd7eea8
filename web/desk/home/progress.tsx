/** How many have taken part at least, as of which hour; never who. */
import type { JSX } from 'preact'
import type { HomeSurvey } from '../../../functions/domain/course/desk.ts'
import { dayAndTime, timeWithZone, wallOf } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { instantNow } from '../../kit/session/clock.ts'

/** `titled`: the number stands above it already. */
export const Progress = ({ survey, titled = false }: { survey: HomeSurvey; titled?: boolean }): JSX.Element => {
  const { takenPart, takenPartAt, invited, zone } = survey
  if (takenPart === null || takenPartAt === null) return <p class="progress-text">{words.survey.notCounted(invited)}</p>
  const today = wallOf(instantNow(), zone).slice(0, 10)
  const asOf = wallOf(takenPartAt, zone).startsWith(today)
    ? timeWithZone(takenPartAt, zone)
    : dayAndTime(takenPartAt, zone)
  return (
    <div class="progress">
      <p class="progress-text">
        {titled ? null : <strong>{words.survey.tookPart(survey, invited)} </strong>}
        <span class="quiet">{words.survey.asOf(asOf)}</span>
      </p>
      <progress value={takenPart} max={Math.max(invited, 1)} aria-label={words.survey.tookPart(survey, invited)} />
    </div>
  )
}
