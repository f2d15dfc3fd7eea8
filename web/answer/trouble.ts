/** Whatever keeps a participant from answering: a refusal of the API, or something on this side of the wire. */
import type { RefusalCode } from '../../functions/domain/refusal.ts'

export type LocalTrouble =
  /** No answer came: the network, or the server behind it. */
  | 'offline'
  /** The browser keeps nothing: without that a pass could be lost for good. */
  | 'storage_failed'
  /** The form's keys are not those of the link: somebody in between could read the answers. */
  | 'keys_altered'
  | 'terms_altered'
  /** Closed, but a ballot is still taken from whoever has a pass. */
  | 'survey_closing'
  /** The survey asks another instrument, or another version, than this page: its answers would be dropped. */
  | 'other_questions'
  | 'too_long'
  | 'nothing_to_send'

export type TroubleCode = RefusalCode | LocalTrouble

export class Trouble extends Error {
  readonly code: TroubleCode

  constructor(code: TroubleCode) {
    super(code)
    this.name = 'Trouble'
    this.code = code
  }
}

/** A newer server may have codes that this page has no words for: they are worded as `internal` is. */
const isRefusalCode = (code: unknown): code is RefusalCode => typeof code === 'string' && /^[a-z_]+$/.test(code)

/** The problem document's code; `try_again` where there is none, since then it came from a gateway in between. */
export const troubleOf = async (response: Response): Promise<Trouble> => {
  const problem: unknown = await response.json().catch(() => null)
  const code = typeof problem === 'object' && problem !== null && 'code' in problem ? problem.code : null
  const taken = typeof problem === 'object' && problem !== null && 'takesBallots' in problem && problem.takesBallots
  if (code === 'survey_closed' && taken === true) return new Trouble('survey_closing')
  return new Trouble(isRefusalCode(code) ? code : 'try_again')
}

export const codeOf = (error: unknown): TroubleCode => (error instanceof Trouble ? error.code : 'internal')

/** What may be over in a moment. */
export const isPassing = (code: TroubleCode): boolean =>
  code === 'offline' || code === 'try_again' || code === 'sign_in_unchecked'
