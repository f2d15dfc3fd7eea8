/** The words that are read in the place of a name, by language and case, for nobody's gender. */
import type { Case } from './inflection.ts'
import type { Tongue } from './tongues.ts'

/** Which of the people of a text is meant: the first one spoken of, a further one, or one spoken of before. */
export type Which = 'first' | 'another' | 'that' | 'theFirst' | 'theOther' | 'onCall'

export type StandIns = {
  one: (which: Which, kind: Case) => string
  several: (count: number, kind: Case) => string
  /** In a path, a compound or behind an article: no more than a noun. */
  noun: string
  /** In the place of a telephone or staff number. */
  number: string
}

type Bent = Record<Case, string>
/** One row a case: plain, of, to, whom, by. */
const bent = (plain: string, of: string, to: string, whom: string, by: string): Bent => ({ plain, of, to, whom, by })
const same = (text: string): Bent => bent(text, text, text, text, text)

const table = (one: Record<Which, Bent>, several: StandIns['several'], noun: string, number: string): StandIns => ({
  one: (which, kind) => one[which][kind],
  several,
  noun,
  number,
})

const counted = (numbers: string, many: string) => {
  const words = numbers.split(' ')
  return (count: number): string => words[count - 2] ?? many
}
const english = counted('two three four five six seven eight nine ten', 'several')
const german = counted('zwei drei vier fünf', 'mehrere')
const french = counted('deux trois quatre cinq', 'plusieurs')
const spanish = counted('dos tres cuatro cinco', 'varias')
const portuguese = counted('duas três quatro cinco', 'várias')

const pair = bent('dwie osoby', 'dwóch osób', 'dwóm osobom', 'dwie osoby', 'dwiema osobami')
const many = bent('kilka osób', 'kilku osób', 'kilku osobom', 'kilka osób', 'kilkoma osobami')

export const standIns: Record<Tongue, StandIns> = {
  en: table(
    {
      first: same('a colleague'),
      another: same('another colleague'),
      that: same('that colleague'),
      theFirst: same('the first colleague'),
      theOther: same('the other colleague'),
      onCall: same('the on-call engineer'),
    },
    count => `${english(count)} colleagues`,
    'colleague',
    'a number',
  ),
  de: table(
    {
      first: bent('jemand aus dem Team', 'jemandes', 'jemandem aus dem Team', 'jemanden aus dem Team', ''),
      another: bent(
        'jemand anders aus dem Team',
        'jemandes',
        'jemand anderem aus dem Team',
        'jemand anderen aus dem Team',
        '',
      ),
      that: bent('diese Person', 'jemandes', 'dieser Person', 'diese Person', ''),
      theFirst: bent('die erste Person', 'jemandes', 'der ersten Person', 'die erste Person', ''),
      theOther: bent('die andere Person', 'jemandes', 'der anderen Person', 'die andere Person', ''),
      onCall: bent(
        'die Person in Bereitschaft',
        'jemandes',
        'der Person in Bereitschaft',
        'die Person in Bereitschaft',
        '',
      ),
    },
    count => `${german(count)} aus dem Team`,
    'Person',
    'eine Nummer',
  ),
  fr: table(
    {
      first: same("une personne de l'équipe"),
      another: same("une autre personne de l'équipe"),
      that: same('cette personne'),
      theFirst: same('la première personne'),
      theOther: same("l'autre personne"),
      onCall: same("la personne d'astreinte"),
    },
    count => `${french(count)} personnes de l'équipe`,
    'personne',
    'un numéro',
  ),
  es: table(
    {
      first: same('alguien del equipo'),
      another: same('otra persona del equipo'),
      that: same('esa persona'),
      theFirst: same('la primera persona'),
      theOther: same('la otra persona'),
      onCall: same('la persona de guardia'),
    },
    count => `${spanish(count)} personas del equipo`,
    'persona',
    'un número',
  ),
  pt: table(
    {
      first: same('alguém da equipa'),
      another: same('outra pessoa da equipa'),
      that: same('essa pessoa'),
      theFirst: same('a primeira pessoa'),
      theOther: same('a outra pessoa'),
      onCall: same('a pessoa de prevenção'),
    },
    count => `${portuguese(count)} pessoas da equipa`,
    'pessoa',
    'um número',
  ),
  pl: table(
    {
      first: bent('ktoś z zespołu', 'kogoś z zespołu', 'komuś z zespołu', 'kogoś z zespołu', 'kimś z zespołu'),
      another: bent(
        'ktoś inny z zespołu',
        'kogoś innego z zespołu',
        'komuś innemu z zespołu',
        'kogoś innego z zespołu',
        'kimś innym z zespołu',
      ),
      that: bent('ta osoba', 'tej osoby', 'tej osobie', 'tę osobę', 'tą osobą'),
      theFirst: bent('pierwsza osoba', 'pierwszej osoby', 'pierwszej osobie', 'pierwszą osobę', 'pierwszą osobą'),
      theOther: bent('druga osoba', 'drugiej osoby', 'drugiej osobie', 'drugą osobę', 'drugą osobą'),
      onCall: bent('osoba na dyżurze', 'osoby na dyżurze', 'osobie na dyżurze', 'osobę na dyżurze', 'osobą na dyżurze'),
    },
    (count, kind) => `${(count === 2 ? pair : many)[kind]} z zespołu`,
    'osoba',
    'numer',
  ),
}
