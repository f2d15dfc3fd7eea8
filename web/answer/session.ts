/** What the first script hands to the second. */
import type { BallotContent, Form, PageNames } from '../../functions/domain/ballot/ballot.ts'
import type { Participant } from './form.ts'

export interface Session {
  readonly participant: Participant
  /** Where `keep.ts` keeps this invitation. */
  readonly place: string
  readonly questions: HTMLFormElement
  /** As last read from the server, or as this browser kept it; null while there is none. */
  form: Form | null
  names: PageNames | null
  /** What stands in the form now. */
  readonly read: () => BallotContent
  /** Puts content into the form, and keeps it. */
  readonly show: (content: BallotContent) => void
  /** Asks the server for the form again; refuses as `readForm`. */
  readonly refresh: () => Promise<void>
}
