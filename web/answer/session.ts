/** What the first script hands to the second. */
import type { BallotContent, Form, PageNames } from '../../functions/domain/ballot/ballot.ts'
import type { Participant } from './form.ts'
import type { Steps } from './steps.ts'

export interface Session {
  readonly participant: Participant
  /** Where `keep.ts` keeps this invitation. */
  readonly place: string
  readonly questions: HTMLFormElement
  /** What stood in the address behind a `?` when the page was opened: a sign-in may have led back here. */
  readonly search: string
  /** As last read from the server, or as this browser kept it; null while there is none. */
  form: Form | null
  names: PageNames | null
  /** Whether this browser keeps anything. */
  readonly isKept: () => boolean
  /** Whether this invitation was forgotten meanwhile, here or in another tab: then nothing is kept or sent any more. */
  readonly isForgotten: () => boolean
  readonly steps: Steps
  /** What stands in the form now. */
  readonly read: () => BallotContent
  /** Puts together what stands here and what another tab has kept since, shows and keeps it. */
  readonly settle: () => void
  /** Asks the server for the form again; refuses as `readForm`. */
  readonly refresh: () => Promise<void>
}
