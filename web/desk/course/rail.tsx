/** The six stages of a review: where it is, and what comes. */
import type { JSX } from 'preact'
import type { Course } from '../../../functions/domain/course/needs.ts'
import { stages } from '../../../functions/domain/course/stage.ts'
import { shortMoment } from '../../kit/time.ts'
import { courseWords as text } from '../words/en-course.ts'

interface Props {
  readonly course: Pick<Course, 'stage' | 'stages'>
  readonly zone: string
  readonly cancelled: boolean
}

export const Rail = ({ course, zone, cancelled }: Props): JSX.Element => {
  const present = stages.indexOf(course.stage)
  return (
    <ol class={`rail ${cancelled ? 'stopped' : ''}`} aria-label={text.stagesLabel(present + 1)}>
      {course.stages.map(({ stage, at }, index) => {
        const when = at === null ? '' : shortMoment(at, zone)
        return (
          <li
            key={stage}
            class={index < present ? 'done' : ''}
            {...(index === present ? { 'aria-current': 'step' as const } : {})}
          >
            <b>{text.stages[stage]}</b>
            <span>
              {cancelled && index === present ? text.stopped : stage === 'collecting' && when ? text.until(when) : when}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
