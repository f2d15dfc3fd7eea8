/** The desk on which two facilitators turn the agenda as it is laid out into one worth bringing. */
import type { JSX } from 'preact'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { href } from '../../kit/address.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import type { Session } from '../../kit/session/session.ts'
import { readEdits, readRaw } from '../calls/agenda.ts'
import { api } from '../calls/calls.ts'
import { curateWords as text } from '../words/en-curate.ts'
import { Curation } from './curation.tsx'

export const { title } = text

export const Page = ({ review: id, session }: { review: ReviewId; session: Session }): JSX.Element => {
  const load = useLoad(`curate ${id}`, async () => {
    const [review, raw, kept] = await Promise.all([api.review(id), readRaw(id), readEdits(id)])
    return { review, raw, kept }
  })
  return (
    <div class="curate">
      <p class="crumb">
        <a href={href('/reviews/{review}', { review: id })}>{load.value?.review.title ?? text.agenda}</a>
      </p>
      <h1 tabIndex={-1}>{text.heading}</h1>
      {load.value ? (
        <Curation {...load.value} by={session.email.toLowerCase()} />
      ) : load.error === undefined ? (
        <Loading rows={6} />
      ) : (
        <ProblemNotice error={load.error} again={load.again} />
      )}
    </div>
  )
}
