/** Hours and minutes as they are said, by language; lower case. */

/** The first names hour 0 or 1, by `from`; several names of one hour stand with a slash. */
const counted = (names: string, from = 1): Readonly<Record<string, number>> =>
  Object.fromEntries(names.split(' ').flatMap((slot, at) => slot.split('/').map(name => [name, at + from] as const)))

const tens = (units: string, ten: number, join: (unit: string) => string): Readonly<Record<string, number>> =>
  Object.fromEntries(units.split(' ').map((unit, at) => [join(unit), ten + at + 1] as const))

interface Numbers {
  readonly hours: Readonly<Record<string, number>>
  readonly minutes: Readonly<Record<string, number>>
}

const german = counted(
  'eins/ein zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig',
)
const french = counted(
  'une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-une/vingt-et-un vingt-deux vingt-trois',
)
const spanish = counted('una dos tres cuatro cinco seis siete ocho nueve diez once doce')
const portuguese = counted('uma duas três quatro cinco seis sete oito nove dez onze doze')

/** Numbers of the hours and of the minutes of six languages. */
export const spoken = {
  en: {
    hours: counted('one two three four five six seven eight nine ten eleven twelve'),
    minutes: {
      quarter: 15,
      half: 30,
      five: 5,
      ten: 10,
      fifteen: 15,
      twenty: 20,
      'twenty-five': 25,
      'twenty five': 25,
      thirty: 30,
      'thirty-five': 35,
      forty: 40,
      'forty-five': 45,
      fifty: 50,
      'fifty-five': 55,
      'oh five': 5,
    },
  },
  de: {
    hours: german,
    minutes: {
      viertel: 15,
      ...german,
      dreißig: 30,
      vierzig: 40,
      fünfundvierzig: 45,
      fünfzig: 50,
      fünfunddreißig: 35,
      fünfundzwanzig: 25,
    },
  },
  fr: {
    hours: french,
    minutes: {
      'et quart': 15,
      'et demie': 30,
      'et demi': 30,
      ...french,
      'vingt-cinq': 25,
      trente: 30,
      'trente-cinq': 35,
      quarante: 40,
      'quarante-cinq': 45,
      cinquante: 50,
      'cinquante-cinq': 55,
      quart: 15,
    },
  },
  es: {
    hours: {
      ...spanish,
      ...counted(
        'trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuna veintidós veintitrés',
        13,
      ),
    },
    minutes: {
      cuarto: 15,
      media: 30,
      ...spanish,
      quince: 15,
      veinte: 20,
      veinticinco: 25,
      treinta: 30,
      'treinta y cinco': 35,
      cuarenta: 40,
      'cuarenta y cinco': 45,
      cincuenta: 50,
      pico: 0,
    },
  },
  pt: {
    hours: {
      ...portuguese,
      treze: 13,
      catorze: 14,
      quatorze: 14,
      quinze: 15,
      dezesseis: 16,
      dezasseis: 16,
      dezessete: 17,
      dezassete: 17,
      dezoito: 18,
      dezenove: 19,
      dezanove: 19,
      vinte: 20,
      'vinte e uma': 21,
      'vinte e duas': 22,
      'vinte e três': 23,
    },
    minutes: {
      'um quarto': 15,
      meia: 30,
      ...portuguese,
      quinze: 15,
      vinte: 20,
      'vinte e cinco': 25,
      trinta: 30,
      'trinta e cinco': 35,
      quarenta: 40,
      'quarenta e cinco': 45,
      cinquenta: 50,
      pouco: 0,
    },
  },
  pl: {
    /** Stems of the ordinals: ósm-a, ósm-ej. */
    hours: {
      ...counted(
        'pierwsz drug trzec czwart piąt szóst siódm ósm dziewiąt dziesiąt jedenast dwunast trzynast czternast piętnast szesnast siedemnast osiemnast dziewiętnast dwudziest',
      ),
      ...tens('pierwsz drug trzec', 20, unit => `dwudziestej ${unit}`),
    },
    minutes: {
      kwadrans: 15,
      pięć: 5,
      dziesięć: 10,
      piętnaście: 15,
      dwadzieścia: 20,
      'dwadzieścia pięć': 25,
      trzydzieści: 30,
      czterdzieści: 40,
      'czterdzieści pięć': 45,
      pięćdziesiąt: 50,
    },
  },
} as const satisfies Readonly<Record<string, Numbers>>

export type Spoken = keyof typeof spoken

/** The longest first, so that "vingt-deux" is not read as twenty. */
export const anyOf = (names: Readonly<Record<string, number>>): string =>
  Object.keys(names)
    .toSorted((a, b) => b.length - a.length)
    .join('|')
