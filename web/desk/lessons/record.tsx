/** A record as it was mailed, for whoever signs in: what the room agreed on, at an address that stays. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { lessonIdSchema, type ReviewId } from '../../../functions/domain/ids.ts'
import { type PublishedRecord, recordPath } from '../../../functions/domain/review/record.ts'
import { href } from '../../kit/address.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { browserZone, dayAndTime } from '../../kit/time.ts'
import { following } from '../calls/following.ts'
import { words } from '../words/en.ts'
import { Address } from './address.tsx'

const text = words.lessons

export const title = text.recordTag

export const Page = ({ review: id }: { review: ReviewId }): JSX.Element => {
  const load = useLoad(id, () => following.publishedRecord(id))
  const [news, setNews] = useState('')
  return (
    <div class="narrow">
      <p class="crumb">
        <a href={href('/lessons')}>{text.title}</a>
      </p>
      <h1 tabIndex={-1}>{load.value ? load.value.title : text.recordTag}</h1>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {load.value === undefined && load.error === undefined ? <Loading rows={4} /> : null}
      {load.value ? (
        <>
          <p class="quiet">{text.mailed(dayAndTime(load.value.publishedAt, browserZone()))}</p>
          <p class="news" role="status">
            {news}
          </p>
          <Record record={load.value} />
          <Address path={recordPath(id)} tell={setNews} />
        </>
      ) : null}
    </div>
  )
}

const Part = ({ name, items }: { name: string; items: readonly JSX.Element[] }): JSX.Element | null =>
  items.length === 0 ? null : (
    <section class="card">
      <h2>{name}</h2>
      <ul class="citations">{items}</ul>
    </section>
  )

const Record = ({ record }: { record: PublishedRecord }): JSX.Element => (
  <>
    {record.understanding === '' ? null : (
      <section class="card">
        <h2>{text.understanding}</h2>
        {record.understanding
          .split(/\n+/)
          .filter(line => line.trim() !== '')
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text keep their order.
            <p key={index}>{line}</p>
          ))}
      </section>
    )}
    <Part name={text.factors} items={record.factors.map(one => <li key={one.text}>{one.text}</li>)} />
    <Part
      name={text.decisions}
      items={record.decisions.map(one => (
        <li key={one.text}>
          {one.text}
          {one.tradeOffs === '' ? null : <p class="quiet">{one.tradeOffs}</p>}
        </li>
      ))}
    />
    <Part
      name={text.lessons}
      items={record.lessons.map(({ id, text: said }) => {
        const lesson = lessonIdSchema.safeParse(id)
        return (
          <li key={id}>
            {lesson.success ? <a href={href('/lessons/{lesson}', { lesson: lesson.data })}>{said}</a> : said}
          </li>
        )
      })}
    />
    <Part
      name={text.actions}
      items={record.actions.map(one => (
        <li key={one.text}>
          {one.text} <span class="quiet">{text.actionOf(one.owner, one.dueOn)}</span>
        </li>
      ))}
    />
  </>
)
