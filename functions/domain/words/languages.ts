/** Words by language; a language that lacks a key does not compile. */
import type { Language } from '../people/person.ts'
import * as en from './en.ts'

export type Words = typeof en

export const words: Readonly<Record<Language, Words>> = { en }
