/**
 * The pages of the desk, a line each: its address, its title, where it stands in the navigation, and its code, which is
 * fetched when it is first looked at. A line with `nav` is an entry of the navigation itself.
 */
import { type FunctionComponent, h, type JSX } from 'preact'
import type * as z from 'zod'
import { actionIdSchema, incidentIdSchema, lessonIdSchema, reviewIdSchema } from '../../functions/domain/ids.ts'
import { quarterSchema } from '../../functions/domain/time/instants.ts'
import { type NamesIn, valuesIn } from '../kit/address.ts'
import { quarterWords } from '../kit/learning-review/words-en.ts'
import type { Session } from '../kit/session/session.ts'
import { words } from './words/en.ts'

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

interface Line<Path extends string> {
  readonly title: string
  /** The entry of the navigation that it belongs to. */
  readonly under: 'reviews' | 'incidents' | 'actions' | 'portfolio' | 'lessons' | 'pulse' | 'quarters' | 'roster'
  readonly nav?: string
  readonly load: () => Promise<FunctionComponent<Shown<Path>>>
}

export interface DeskPage extends Pick<Line<string>, 'title' | 'under' | 'nav'> {
  readonly path: string
  /** Null where the hash is of another page. */
  readonly valuesIn: (hash: string) => Readonly<Record<string, unknown>> | null
  readonly load: () => Promise<Show>
  /** Null until its code was loaded once. */
  readonly ready: () => Show | null
}

type Show = (values: Readonly<Record<string, unknown>>, session: Session) => JSX.Element

const page = <const Path extends string>(path: Path, { load, ...line }: Line<Path>): DeskPage => {
  let ready: Show | null = null
  return {
    ...line,
    path,
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
      const component = await load()
      // Each value was parsed by the schema that its type is made from, which the compiler cannot follow.
      ready = (values, session) => h(component, { ...values, session } as Shown<Path>)
      return ready
    },
    ready: () => ready,
  }
}

const { nav } = words

export const pages: readonly DeskPage[] = [
  page('/', {
    title: words.home.title,
    under: 'reviews',
    nav: nav.reviews,
    load: () => import('./home/home.tsx').then(code => code.Home),
  }),
  page('/prepare/review', {
    title: words.inviting.title,
    under: 'reviews',
    load: () => import('./inviting/step.tsx').then(code => code.InvitingStep),
  }),
  page('/prepare/confirm', {
    title: words.confirm.title,
    under: 'reviews',
    load: () => import('./inviting/confirm.tsx').then(code => code.ConfirmStep),
  }),
  page('/reviews/{review}', {
    title: words.agenda.review,
    under: 'reviews',
    load: () => import('./review/page.tsx').then(code => code.ReviewPage),
  }),
  page('/reviews/{review}/meeting', {
    title: words.review.meeting,
    under: 'reviews',
    load: () => import('./meeting/page.tsx').then(code => code.MeetingPage),
  }),
  page('/reviews/{review}/record', {
    title: words.record.title,
    under: 'reviews',
    load: () => import('./record/page.tsx').then(code => code.RecordPage),
  }),
  page('/incidents', {
    title: words.incident.listTitle,
    under: 'incidents',
    nav: nav.incidents,
    load: () => import('./incident/list.tsx').then(code => code.IncidentList),
  }),
  page('/incidents/new', {
    title: words.incident.record,
    under: 'incidents',
    load: () => import('./incident/page.tsx').then(code => code.NewIncidentPage),
  }),
  page('/incidents/import', {
    title: words.import.title,
    under: 'incidents',
    load: () => import('./import/page.tsx').then(code => code.ImportPage),
  }),
  page('/incidents/{incident}', {
    title: words.incident.edit,
    under: 'incidents',
    load: () => import('./incident/page.tsx').then(code => code.IncidentPage),
  }),
  page('/incidents/{incident}/vendor', {
    title: words.vendor.title,
    under: 'incidents',
    load: () => import('./vendor/page.tsx').then(code => code.VendorPage),
  }),
  page('/failure-modes', {
    title: words.failureMode.title,
    under: 'incidents',
    load: () => import('./failure-mode/page.tsx').then(code => code.FailureModesPage),
  }),
  page('/actions', {
    title: words.actions.title,
    under: 'actions',
    nav: nav.actions,
    load: () => import('./actions/page.tsx').then(code => code.ActionsPage),
  }),
  page('/actions/{action}', {
    title: words.actions.one,
    under: 'actions',
    load: () => import('./actions/action.tsx').then(code => code.ActionPage),
  }),
  page('/portfolio', {
    title: words.portfolio.title,
    under: 'portfolio',
    nav: nav.portfolio,
    load: () => import('./portfolio/page.tsx').then(code => code.PortfolioPage),
  }),
  page('/lessons', {
    title: words.lessons.title,
    under: 'lessons',
    nav: nav.lessons,
    load: () => import('./lessons/page.tsx').then(code => code.LessonsPage),
  }),
  page('/lessons/{lesson}', {
    title: words.lessons.lessonTag,
    under: 'lessons',
    load: () => import('./lessons/lesson.tsx').then(code => code.LessonPage),
  }),
  page('/pulse', {
    title: words.pulse.title,
    under: 'pulse',
    nav: nav.pulse,
    load: () => import('./pulse/page.tsx').then(code => code.PulsePage),
  }),
  page('/quarters', {
    title: quarterWords.title,
    under: 'quarters',
    nav: quarterWords.nav,
    load: () => import('./quarter/page.tsx').then(code => code.LearningReviewPage),
  }),
  page('/quarters/{quarter}', {
    title: quarterWords.title,
    under: 'quarters',
    load: () => import('./quarter/page.tsx').then(code => code.LearningReviewPage),
  }),
  page('/roster', {
    title: words.roster.title,
    under: 'roster',
    nav: nav.roster,
    load: () => import('./roster/page.tsx').then(code => code.RosterPage),
  }),
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
