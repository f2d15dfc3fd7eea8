/** What a learning review speaks of, and where its reader can open it: each as far as they may see it. */
import { lessonPath } from '../review/lesson.ts'
import { recordPath } from '../review/record.ts'

export interface Target {
  readonly kind: 'incident' | 'action' | 'lesson' | 'record'
  readonly id: string
}

/** A text that leads to what it names. */
interface Linked {
  readonly text: string
  readonly to: Target
}

/** One line of text, whole or in pieces of which some lead somewhere. */
export type Said = string | readonly (string | Linked)[]

export const piecesOf = (said: Said): readonly (string | Linked)[] => (typeof said === 'string' ? [said] : said)

/** As it reads where nothing can be pressed. */
export const plainOf = (said: Said): string =>
  piecesOf(said)
    .map(piece => (typeof piece === 'string' ? piece : piece.text))
    .join('')

/** The address of a target; null where this reader may not open it, and its text stands without a link. */
export type LinkOf = (to: Target) => string | null

/** `site`: the address of the installation, '' for links within it. Whoever signs in reads lessons and mailed records. */
export const linksFor =
  (site: string, isFacilitator: boolean): LinkOf =>
  ({ kind, id }) => {
    switch (kind) {
      case 'lesson':
        return id === '' ? null : site + lessonPath(id)
      case 'record':
        return site + recordPath(id)
      case 'incident':
      case 'action':
        return isFacilitator ? `${site}/desk/#/${kind}s/${id}` : null
      default:
        return kind satisfies never
    }
  }
