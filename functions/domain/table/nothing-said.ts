/**
 * What people and programs write into a cell where nothing is known: an empty cell in another spelling. Taken at its
 * word, “unknown” would be a cause that comes back ever again, and “N/A” a vendor.
 */
import { bareWord } from '../normal-form.ts'

/** In the languages of exports, by letters and digits alone. */
const words = new Set(
  [
    'unknown notknown notyetknown unclear undetermined tobedetermined tbd tba tbc none null nil nan undefined',
    'unset notset blank notavailable notapplicable notrecorded notspecified unspecified notprovided noneselected',
    'noneprovided nodata novalue novalueset notyet unassigned unclassified uncategorized uncategorised underinvestigation',
    'unbekannt nichtbekannt keineangabe ohneangabe inconnu inconnue nonrenseigné desconocido desconocida sindatos',
    'desconhecido desconhecida sconosciuto sconosciuta onbekend nieznany nieznana nieznane brakdanych neznámé neznámý',
    'okänd okänt ukendt ukjent tuntematon ismeretlen necunoscut bilinmiyor неизвестно неизвестен невідомо 不明 未知 未定 미정',
  ].flatMap(line => line.split(' ')),
)

/** Dashes, dots and question marks; 'N/A' and what spreadsheets write where a formula gave nothing. */
const signs =
  /^(?:[-–—_.…?*]+|n\/a\.?|n\.\s?a\.?|n\.\s?v\.\s?t\.?|k\.\s?a\.?|s\/d|#(?:n\/a|nv|ref!|bezug!|value!|wert!|name\?|div\/0!|null!|num!))$/i

export const saysNothing = (text: string): boolean => {
  const bare = text.trim().replace(/^[(<[{](.*)[)>\]}]$/, '$1')
  return signs.test(bare) || words.has(bareWord(bare))
}

/** Besides, in the place of a time: that there is none yet, and what databases write for none. */
const withoutTime =
  /^(?:na|nat|no|never|open|ongoing|unresolved|not resolved|still open|in progress|active|pending|0|0000-00-00.*|00\/00\/0000.*|1900-01-00.*)$/i

export const saysNoTime = (text: string): boolean => saysNothing(text) || withoutTime.test(text.trim())

/** Null for what is neither. */
export const yesOrNo = (text: string): boolean | null => {
  const word = bareWord(text)
  if (yes.has(word)) return true
  return no.has(word) ? false : null
}

const yes = new Set(
  'true yes y t 1 x ja j oui sí si s sim sì tak ano да evet 是 はい 예 wahr vrai verdadero'.split(' '),
)
const no = new Set(
  'false no n f 0 nein nee non não nao nie ne нет hayır 否 いいえ 아니요 falsch faux falso nej ei'.split(' '),
)
