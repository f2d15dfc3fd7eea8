/**
 * What is shown of participation, and stored for showing, while a survey is open: in steps of three, so that no figure
 * follows one person, whoever is invited beside them. Exact counts come at the close.
 */
import type { Survey } from './survey.ts'

const step = 3
/** With fewer invited each step would tell of nearly all of them. */
const leastInvited = 6
/** "All but two or fewer" is the most that is ever said: a count that is full would tell of everybody. */
const leftOpen = 2

/** At least so many have taken part; null where nothing is said. */
export const atLeast = (issued: number, invited: number): number | null =>
  invited < leastInvited ? null : Math.floor(Math.min(issued, invited - leftOpen) / step) * step

/** The final count is made at the close. */
type Counted = Pick<Survey, 'takenPart' | 'takenPartAt' | 'invited' | 'issued'>

export interface Participation {
  /** Null where nothing is said of it. */
  readonly takenPart: number | null
  readonly takenPartAt: string | null
  /** Otherwise at least so many have taken part. */
  readonly isFinal: boolean
}

/** As callers see it. A row that was counted in another way is told in steps all the same. */
export const participationOf = ({ takenPart, takenPartAt, invited, issued }: Counted): Participation => {
  if (issued !== null) return { takenPart, takenPartAt, isFinal: true }
  const told = takenPartAt === null ? null : atLeast(takenPart, invited)
  return { takenPart: told, takenPartAt: told === null ? null : takenPartAt, isFinal: false }
}
