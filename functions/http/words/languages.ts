/** What a refusal says, by language. */
import { inEvery } from '../../domain/language/spoken.ts'
import * as en from './en.ts'

export const words = inEvery({ en })
