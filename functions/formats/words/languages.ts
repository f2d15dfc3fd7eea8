/** What documents say beside what they are made of, by language. */
import { inEvery, type Language } from '../../domain/language/spoken.ts'
import * as en from './en.ts'

export const words = inEvery({ en })

export type Words = (typeof words)[Language]
