/** The sentences of the trend, by language. */
import { inEvery } from '../../language/spoken.ts'
import * as en from './en.ts'

export const trendWords = /* @__PURE__ */ inEvery({ en })
