/** What the address asks for: `#2026-Q3`, or a section of it, `#2026-Q3/patterns`. */
import { useEffect, useState } from 'preact/hooks'
import { quarterSchema } from '../../../functions/domain/time/instants.ts'
import { type SectionName, sectionNameSchema } from '../../../functions/domain/learning-review/inputs.ts'

export interface Place {
  /** Null: the latest. As it stands in the address where it is no quarter. */
  readonly quarter: string | null
  readonly section: SectionName | null
}

export const placeOf = (hash: string): Place => {
  const [quarter = '', section = ''] = hash.replace(/^#/, '').split('/')
  return {
    quarter: quarterSchema.safeParse(quarter).data ?? (quarter || null),
    section: sectionNameSchema.safeParse(section).data ?? null,
  }
}

export const addressOf = (quarter: string, section: SectionName | null = null): string =>
  section === null ? `#${quarter}` : `#${quarter}/${section}`

export const usePlace = (): Place => {
  const [place, setPlace] = useState(() => placeOf(location.hash))
  useEffect(() => {
    const follow = (): void => setPlace(placeOf(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return place
}
