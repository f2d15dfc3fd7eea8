/** What was written down of an incident, by the language of its reader. */
import { inEvery, type Language } from '../../language/spoken.ts'
import * as en from './en.ts'

export const words = inEvery({ en })

export type Words = (typeof words)[Language]
