/** What the address asks for: `#2026-Q3`, a section of it, `#2026-Q3/patterns`, or one of its editions, `#2026-Q3/edition-1`. */
import { useEffect, useState } from 'preact/hooks'
import { quarterSchema } from '../../../functions/domain/time/instants.ts'
import { type SectionName, sectionNameSchema } from '../../../functions/domain/learning-review/inputs.ts'

export interface Place {
  /** Null: the latest. As it stands in the address where it is no quarter. */
  readonly quarter: string | null
  readonly section: SectionName | null
  /** Null: the one that stands. */
  readonly edition: number | null
}

export const placeOf = (hash: string): Place => {
  const [quarter = '', ...parts] = hash.replace(/^#/, '').split('/')
  const edition = parts.map(part => /^edition-([1-9]\d{0,3})$/.exec(part)?.[1]).find(Boolean)
  return {
    quarter: quarterSchema.safeParse(quarter).data ?? (quarter || null),
    section: parts.map(part => sectionNameSchema.safeParse(part).data).find(Boolean) ?? null,
    edition: edition === undefined ? null : Number(edition),
  }
}

export const addressOf = (quarter: string, section: SectionName | null = null, edition: number | null = null): string =>
  `#${[quarter, ...(edition === null ? [] : [`edition-${edition}`]), ...(section ? [section] : [])].join('/')}`

export const usePlace = (): Place => {
  const [place, setPlace] = useState(() => placeOf(location.hash))
  useEffect(() => {
    const follow = (): void => setPlace(placeOf(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return place
}
