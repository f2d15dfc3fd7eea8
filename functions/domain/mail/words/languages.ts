/** Words of every mail, by language. */
import { inEvery } from '../../language/spoken.ts'
import * as en from './en.ts'
import * as deliveryEn from './en-delivery.ts'

export const words = inEvery({ en })

/** Words of how a mail was delivered. */
export const deliveryWords = inEvery({ en: deliveryEn })
