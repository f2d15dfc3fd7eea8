/** What is wrong with a survey, and what mends it. Of one that is well nothing is shown. */
import type { JSX } from 'preact'
import type { HealthRemedy, ShownHealth } from '../../../functions/domain/survey/health.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { Moment } from '../../kit/controls/moment.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useTask } from '../../kit/load/load.ts'
import { deliveryCalls } from '../calls/delivery.ts'
import { healthWords as text } from '../words/en-health.ts'

interface Props {
  readonly survey: Pick<SurveyView, 'id' | 'zone'>
  readonly health: ShownHealth | undefined
  readonly done: (news: string) => void
  /** Left out where the page has no such dialog, or its reader may not. */
  readonly closeLater?: () => void
  readonly cancel?: () => void
}

export const SurveyHealth = ({ survey, health, done, closeLater, cancel }: Props): JSX.Element | null => {
  const task = useTask()
  if (!health) return null
  const tryNow = (): void =>
    task.run(async () => {
      await deliveryCalls.tryNow(survey.id)
      done(text.triedNow)
    })
  const buttons: Readonly<Partial<Record<HealthRemedy, { said: string; press: (() => void) | undefined }>>> = {
    'try-mail-now': { said: text.tryNow, press: tryNow },
    'close-later': { said: text.closeLater, press: closeLater },
    cancel: { said: text.cancel, press: cancel },
  }
  // Each once, whatever it mends.
  const offered = new Set(health.findings.flatMap(({ remedies }) => remedies))
  return (
    <Notice tone="bad" title={health.findings.length > 0 ? text.title : text.titleUnknown}>
      <ul class="stack">
        {health.findings.map(({ ailment, since, count }) => (
          <li key={ailment}>
            <strong>{text.ailments[ailment].title(count ?? 0)}.</strong> {text.ailments[ailment].why}{' '}
            <span class="quiet">
              {text.since} <Moment at={since} zone={survey.zone} />. {text.operator(ailment)}
            </span>
          </li>
        ))}
        {health.unknown.map(({ part, since }) => (
          <li key={part}>
            {text.unknown(part)}{' '}
            <span class="quiet">
              {text.since} <Moment at={since} zone={survey.zone} />.
            </span>
          </li>
        ))}
      </ul>
      <p class="toolbar">
        {[...offered].map(remedy => {
          const button = buttons[remedy]
          return button?.press ? (
            <button key={remedy} type="button" class="button small" aria-disabled={task.busy} onClick={button.press}>
              {button.said}
            </button>
          ) : null
        })}
      </p>
      <ProblemNotice error={task.error} />
    </Notice>
  )
}
