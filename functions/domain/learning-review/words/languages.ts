/** What the learning review says, by language. */
import { inEvery } from '../../language/spoken.ts'
import * as en from './en.ts'

export const words = /* @__PURE__ */ inEvery({ en })
