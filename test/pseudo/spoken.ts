/** One language more than Murmur speaks, `qps`: made of English as it is asked for, and known to tests alone. */
import type * as real from '../../functions/domain/language/spoken.ts'
import { pseudo } from './pseudo.ts'

type Spoken = Pick<typeof real, 'spoken' | 'inEvery'>

export const pseudoLanguage = 'qps'

/** Greek has no letter of English: a day that `Intl` was not asked for in this language shows. */
const facts = { tag: 'el', direction: 'ltr' }

/** In the place of `functions/domain/language/spoken.ts`. */
export const withPseudo = <Real extends Spoken>(own: Real): Real => ({
  ...own,
  spoken: { ...own.spoken, [pseudoLanguage]: facts },
  inEvery: (words: { readonly en: object }) => ({ ...words, [pseudoLanguage]: pseudo(words.en) }),
})
