/** What leadership answered, on the pages that nobody signs in to. */
import { quarterTitle } from '../../../functions/domain/time/quarter-title.ts'
import { youSaid as words } from '../../../functions/domain/words/en.ts'
import { el } from './dom.ts'
import { type Guarded, isCalendar, list, nullable, object, oneOf, text } from './shape.ts'

const isReplies = list(
  object({
    quarter: text,
    calendar: isCalendar,
    replies: list(
      object({
        heard: text,
        heardIn: oneOf(['pulse', 'learning-review']),
        done: text,
        state: oneOf(['done', 'promised']),
        name: text,
        at: text,
        lesson: nullable(text),
      }),
    ),
  }),
)
type Replies = Guarded<typeof isReplies>

/** Without credentials or referrer, as all that a participant asks for. Null where it could not be had. */
export const readReplies = async (get: typeof fetch, site = ''): Promise<Replies | null> => {
  try {
    const answer = await get(`${site}/api/you-said`, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
    const read: unknown = answer.ok ? await answer.json() : null
    return isReplies(read) ? read : null
  } catch {
    return null
  }
}

const replyNode = ({ heard, heardIn, done, state, name, at, lesson }: Replies[number]['replies'][number]): Node =>
  el(
    'li',
    {},
    el('p', { class: 'note' }, words.heardIn[heardIn]),
    el('blockquote', {}, heard),
    el('p', {}, el('strong', {}, words.states[state]), ' ', done),
    el(
      'p',
      { class: 'note' },
      words.by(name, at),
      lesson === null ? null : ' ',
      lesson === null ? null : el('a', { href: `/desk/#/lessons/${lesson}` }, words.lesson),
    ),
  )

/** A heading and a list for each quarter, the latest first. */
export const repliesNodes = (replies: Replies, level: 'h2' | 'h4'): Node[] =>
  replies.flatMap(({ quarter, calendar, replies: own }) => [
    el(level, { id: quarter }, quarterTitle(quarter, calendar)),
    el('ul', { class: 'replies' }, ...own.map(replyNode)),
  ])
