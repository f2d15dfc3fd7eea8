/**
 * The pages of the desk, a line each: its address, the door behind which it lies, which says who may open it, and its code, which is fetched when
 * it is first looked at and says its title.
 */
import { type FunctionComponent, h, type JSX } from 'preact'
import type * as z from 'zod'
import { actionIdSchema, incidentIdSchema, lessonIdSchema, reviewIdSchema } from '../../functions/domain/ids.ts'
import { quarterSchema } from '../../functions/domain/time/instants.ts'
import { type NamesIn, valuesIn } from '../kit/address.ts'
import type { DoorId } from '../kit/frame/doors.ts'
import type { Session } from '../kit/session/session.ts'

/** What may stand in a place of an address. */
const places = {
  action: actionIdSchema,
  incident: incidentIdSchema,
  lesson: lessonIdSchema,
  quarter: quarterSchema,
  review: reviewIdSchema,
} as const satisfies Record<string, z.ZodType>

type Shown<Path extends string> = {
  readonly [Name in NamesIn<Path> & keyof typeof places]: z.output<(typeof places)[Name]>
} & { readonly session: Session }

/** The code of a page, fetched when it is first looked at. */
interface Code<Path extends string> {
  readonly title: string
  readonly Page: FunctionComponent<Shown<Path>>
}

interface Ready {
  readonly title: string
  readonly show: (values: Readonly<Record<string, unknown>>, session: Session) => JSX.Element
}

export interface DeskPage {
  readonly path: string
  /** The door behind which it lies. */
  readonly under: DoorId
  /** It stands by itself: without the frame, and a sign-in that runs out puts nothing over it. */
  readonly alone: boolean
  /** Null where the hash is of another page. */
  readonly valuesIn: (hash: string) => Readonly<Record<string, unknown>> | null
  readonly load: () => Promise<Ready>
  /** Null until its code was loaded once. */
  readonly ready: () => Ready | null
}

const page = <const Path extends string>(
  path: Path,
  under: DoorId,
  load: () => Promise<Code<Path>>,
  alone = false,
): DeskPage => {
  let ready: Ready | null = null
  return {
    path,
    under,
    alone,
    valuesIn: hash => {
      const given = valuesIn(path, hash)
      if (!given) return null
      const values = Object.entries(given).map(([name, text]) => {
        const parsed = (places as Readonly<Record<string, z.ZodType>>)[name]?.safeParse(text)
        return [name, parsed?.success ? parsed.data : undefined] as const
      })
      return values.some(([, value]) => value === undefined) ? null : Object.fromEntries(values)
    },
    load: async () => {
      const { title, Page } = await load()
      // Each value was parsed by the schema that its type is made from, which the compiler cannot follow.
      ready = { title, show: (values, session) => h(Page, { ...values, session } as Shown<Path>) }
      return ready
    },
    ready: () => ready,
  }
}

export const pages: readonly DeskPage[] = [
  page('/', 'today', () => import('./home/today.tsx')),
  page('/reviews', 'reviews', () => import('./home/reviews.tsx')),
  page('/prepare', 'reviews', () => import('./home/prepare.tsx')),
  page('/prepare/review', 'reviews', () => import('./inviting/step.tsx')),
  page('/prepare/confirm', 'reviews', () => import('./inviting/confirm.tsx')),
  page('/reviews/{review}', 'reviews', () => import('./review/page.tsx')),
  page('/reviews/{review}/arrange', 'reviews', () => import('./curate/page.tsx')),
  page('/reviews/{review}/meeting', 'reviews', () => import('./meeting/page.tsx'), true),
  page('/reviews/{review}/room', 'reviews', () => import('./meeting/room.tsx'), true),
  page('/reviews/{review}/record', 'reviews', () => import('./record/page.tsx')),
  page('/incidents', 'incidents', () => import('./incident/list.tsx')),
  page('/incidents/new', 'incidents', () => import('./incident/new.tsx')),
  page('/incidents/import', 'incidents', () => import('./import/page.tsx')),
  page('/incidents/{incident}', 'incidents', () => import('./incident/page.tsx')),
  page('/incidents/{incident}/vendor', 'incidents', () => import('./vendor/page.tsx')),
  page('/failure-modes', 'incidents', () => import('./failure-mode/page.tsx')),
  page('/actions', 'actions', () => import('./actions/page.tsx')),
  page('/actions/{action}', 'actions', () => import('./actions/action.tsx')),
  page('/portfolio', 'conditions', () => import('./portfolio/page.tsx')),
  page('/lessons', 'lessons', () => import('./lessons/page.tsx')),
  page('/lessons/records/{review}', 'lessons', () => import('./lessons/record.tsx')),
  page('/lessons/{lesson}', 'lessons', () => import('./lessons/lesson.tsx')),
  page('/pulse', 'pulse', () => import('./pulse/page.tsx')),
  page('/quarters', 'quarter', () => import('./quarter/page.tsx')),
  page('/quarters/{quarter}', 'quarter', () => import('./quarter/page.tsx')),
  page('/roster', 'people', () => import('./roster/page.tsx')),
]

export interface Found {
  readonly page: DeskPage
  readonly values: Readonly<Record<string, unknown>>
}

/** Null: the hash leads nowhere. */
export const pageAt = (hash: string): Found | null => {
  for (const one of pages) {
    const values = one.valuesIn(hash)
    if (values) return { page: one, values }
  }
  return null
}
