/** Words by language; a language that lacks a key does not compile. */
import type { Language } from '../person.ts'
import * as en from './en.ts'

export type Words = typeof en

export const words: Readonly<Record<Language, Words>> = { en }
