/** The pages to which the provider redirects whoever has signed in. */
import { instruments } from '../functions/domain/instrument/registry.ts'
import { languages, pathOf } from '../functions/domain/language/language.ts'

/** Nobody reads these without signing in. */
const signedInPages = ['/desk/', '/quarter/', '/trends/', '/comments/', '/learning-review/', '/trace/'] as const

/** For surveys that opened while the stack asked for it, whatever it asks now. */
const answerPages = instruments.flatMap(({ id }) => languages.map(language => pathOf(`answer/${id}`, language)))

export const callbackPages: readonly string[] = [...signedInPages, ...answerPages]
