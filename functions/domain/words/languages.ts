/** Words of the participant's pages and of the terms, by language. */
import { inEvery, type Translated } from '../language/spoken.ts'
import * as en from './en.ts'

export type Words = Translated<typeof en>

export const words = /* @__PURE__ */ inEvery({ en })
