/** Words of every mail, by language. */
import { inEvery } from '../../language/spoken.ts'
import * as en from './en.ts'

export const words = inEvery({ en })
