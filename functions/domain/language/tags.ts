/** Language tags (BCP 47) of people, whether Murmur speaks the language yet or not. */

/** Names of languages, as directories write them in place of a tag: in English, in themselves, in a colleague's. */
const named =
  'en de fr es pt it nl pl tr ja zh ko sv da nb nn no fi cs sk hu ro el ru uk bg hr sr sl he ar hi et lv lt'.split(' ')
const namedIn = 'en de fr es pt it nl pl tr ja'.split(' ')

const namesOf = (display: string): Intl.DisplayNames =>
  new Intl.DisplayNames(display, { type: 'language', fallback: 'none' })

let tagsByName: ReadonlyMap<string, string> | null = null

const byName = (): ReadonlyMap<string, string> => {
  if (tagsByName) return tagsByName
  const displays = new Map(namedIn.map(display => [display, namesOf(display)]))
  const names = named.flatMap(tag =>
    [...displays.values(), namesOf(tag)].flatMap(display => {
      const name = display.of(tag)
      return name ? [[name.toLowerCase(), tag] as const] : []
    }),
  )
  tagsByName = new Map(names.toReversed())
  return tagsByName
}

const languageNames = namesOf('en')

/** A roster has one language in twenty thousand rows. */
const judged = new Map<string, string | null>()
const remembered = 500

/**
 * The tag in its usual spelling: 'de', 'fr-CA', 'zh-Hant'. Takes "de_DE" and "German", and of a list as browsers send it
 * the first. Null for what is no language.
 */
export const languageTag = (text: string): string | null => {
  const name = text.trim().toLowerCase()
  const known = judged.get(name)
  if (known !== undefined) return known
  if (judged.size >= remembered) judged.clear()
  const tag = tagOf(name)
  judged.set(name, tag)
  return tag
}

const tagOf = (name: string): string | null => {
  const known = byName().get(name)
  if (known) return known
  const [first = ''] = name.split(/[,;]/)
  try {
    const locale = new Intl.Locale(
      first
        .trim()
        .replaceAll('_', '-')
        .replace(/\.utf-?8$|@.*$/, ''),
    )
    return languageNames.of(locale.language) ? locale.baseName : null
  } catch {
    return null
  }
}
