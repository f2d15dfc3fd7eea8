/** Who is behind a statement, as far as the synthesis needs it to count people: it never leaves it. */
import type { Statement } from './schema.ts'

type Voiced = Pick<Statement, 'voice' | 'id'>

/** What stands apart from its writer's other answers has a voice of its own, by what it is given as; null joins it to them. */
export const voiceOf = (writer: string, apartAs: string | null): string =>
  apartAs === null ? writer : `${writer}|${apartAs}`

/** The person behind a voice: one may have several. */
export const writerIn = (voice: string): string => voice.split('|', 1)[0] ?? voice

/** A statement whose voice is not known is a writer of its own. */
export const writerOf = ({ voice, id }: Voiced): string => (voice === null ? id : writerIn(voice))

export const writersOf = (statements: readonly Voiced[]): number => new Set(statements.map(writerOf)).size
