/** What the instruments ask, by language. Marked as pure: a page that shows no question carries none. */
import { inEvery, type Language } from '../../language/spoken.ts'
import type { Wordings } from '../schema.ts'
import * as en from './en.ts'

const words = /* @__PURE__ */ inEvery({ en })

export const wordingsIn = (language: Language): Wordings => words[language].instruments
