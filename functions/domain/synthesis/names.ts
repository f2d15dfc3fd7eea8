/** How people are called: folding of letters, and the forms of a name. */
import type { NamedPerson } from './schema.ts'
import { isUnspaced, type UnspacedName, unspacedNames } from './unspaced.ts'

/** Letters that Unicode does not decompose, by the letters a keyboard without them gives. */
const plainLetters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
}

/** Lower case, without accents, strokes, ligatures and invisible joiners: `Łukasz` and `lukasz` fold to the same. */
const plain = /^[\x20-\x7e]*$/

export const foldName = (word: string): string => (plain.test(word) ? word.toLowerCase() : foldMarked(word))

const foldMarked = (word: string): string =>
  word
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/[łøđðßæœıþħŧς]/g, letter => plainLetters[letter] ?? letter)

const words = (text: string): Set<string> => new Set(text.split(/\s+/).filter(word => word !== ''))

/** Parts of surnames that are no name by themselves. */
const particles = words(
  'van der den de la le el al bin ibn ben von zu zum di da do dos das du del della ter ten st of the y e bat abu af av san santa mac mc',
)

/** Short forms that colleagues use for a first name, the full form first. */
const shortForms = `alexander alex sasha xander lex|alexandra alex sasha sandra lexi|alejandro alex ale|aleksandr sasha alex|anastasia nastya ana|annika anni|antonio toni tony|aditya adi|abhishek abhi|bartholomew bart|beatrice bea|bernhard bernd|bronislaw bronek|carolina caro lina|cynthia cindy|dominic dom|dominik dom|dorothy dot dottie|eleanor ellie nell|emmanuel manu manny|ernest ernie|evgeny zhenya|ferdinand ferdi|francesca fran|francisco paco|friedrich fritz|georgina georgie|gwendolyn gwen|hannelore hanne|harold hal|helena lena|ignacio nacho|irina ira|isabella izzy bella|jose pepe|jurgen jorg|karolina karo lina|katarzyna kasia kaska|katarina kat|konstantin kostya|krzysztof krzysiek krzys|lakshmi lax|leonardo leo|ludmila luda|magdalena magda lena|malgorzata gosia|manfred manni|margarita rita|maria mia|marguerite margot|massimiliano max|natalia nat|natalie nat|nikita nik|olga olya|prakash pk|priyanka priya|rajesh raj|rosalind roz|sergei seryozha|siddharth sid|sofia sofi|stanislaw staszek stas|subramaniam subbu|sunita sunny|svetlana sveta|tatiana tanya|venkatesh venky|veronica ronnie|wilhelm willi|winifred winnie|wolfgang wolf|yekaterina katya|yevgeniya zhenya|alexandru alex|andrew andy drew|anthony tony|benjamin ben|benedict ben|catherine cathy kate
 cat|katherine kathy kate katie kat|charles charlie chuck|christopher chris|christine chris tina|christina chris tina|daniel dan danny|david dave davy|deborah debbie deb|edward ed
 eddie ted|elizabeth liz beth lizzie betty|frederick fred|gabriel gabe|gregory greg|jacob jake|james jim jimmy|jennifer jen jenny|jeffrey jeff|jessica
 jess|jonathan jon jonny|joseph joe joey|joshua josh|judith judy|kenneth ken|kimberly kim|lawrence larry|leonard leo len|margaret maggie meg peggy|matthew matt|maximilian
 max|michael mike mick mikey|michelle shelly|mohammed mo|mohamed mo|muhammad mo|nathaniel nate nathan|nicholas nick|nicole nikki|oliver olly|pamela pam|patricia pat
 patty trish|patrick pat paddy|peter pete|philip phil|phillip phil|raymond ray|rebecca becky bec|richard rick dick richie|robert rob bob bobby robbie bert|ronald ron|samantha
 sam|samuel sam|stephen steve|steven steve|stephanie steph|susan sue susie|theodore ted theo|theresa terry tess|thomas tom tommy|timothy tim|tobias tobi|valentina val|victoria vicky
 tori|vincent vince|vladimir vlad vova|dmitry dima|mikhail misha|nikolai kolya|sebastian seb|william will bill billy liam|zachary zach|zbigniew zbyszek zbys
 |tomasz tomek|grzegorz grzesiek grzes|agnieszka aga|joanna asia|barbara basia|anna ania anka|aleksandra ola|jan janek|wojciech wojtek|andrzej jedrek|jerzy jurek|jozef jozek
 |michal michas|jakub kuba|elzbieta ela|zofia zosia|tadeusz tadek|wladyslaw wladek|kazimierz kazik|ryszard rysiek|henryk heniek|dariusz darek|slawomir slawek|jaroslaw jarek
 |przemyslaw przemek|bartosz bartek|bartlomiej bartek|miroslaw mirek|danuta danka|urszula ula|wieslaw wiesiek|johannes hannes|joachim jochen|heinrich heiner|ulrich uli|andreas andi
 |matthias matze|maciej maciek|piotr piotrek|grace gracie|dolores lola|guadalupe lupe|mercedes merche|enrique quique|eduardo edu|rafael rafa|manuel manolo|roberto beto|constance connie|henrietta hettie`
const shortFormsOf = new Map(
  shortForms.split('|').map(line => {
    const [full = '', ...short] = line.trim().split(/\s+/)
    return [full, short] as const
  }),
)

export type KnownPerson = {
  /** Folded parts of the name, each as the sub-words it is written with: `O'Neill` is `o`, `neill`. */
  parts: ReadonlySet<string>
  first: string
  initials: ReadonlySet<string>
  last: string
  /** Handles, local parts and joined spellings: never words of a sentence. */
  handles: ReadonlySet<string>
  /** What the address alone tells, and so less surely a name than a word. */
  spelled: ReadonlySet<string>
  /** In a script that is written without spaces. */
  unspaced: UnspacedName[]
}

/** `Björn` is written `Bjoern` where the keyboard has no umlaut, and `Mueller` by others `Müller`. */
const otherSpellings = (text: string): string[] => {
  const lower = text.normalize('NFC').toLowerCase()
  const spelled = lower.replaceAll(/[äöüåøæ]/g, letter => (letter === 'å' ? 'aa' : `${foldName(letter).charAt(0)}e`))
  const contracted = foldName(lower).replaceAll(/([aou])e/g, '$1')
  return [spelled, contracted].filter(other => other !== lower && other.length > 3).flatMap(subWords)
}

const subWords = (text: string): string[] => foldName(text).match(/[\p{L}\p{N}]+/gu) ?? []

export const isParticle = (word: string): boolean => particles.has(word)

/** Mailboxes of a role: nobody's name is read from them. */
export const roles =
  /^(?:on-?call|support|info|ops|dev-?ops|sec(?:urity)?|no-?reply|do-?not-?reply|teams?|help(?:-?desk)?|admins?|administrator|sre|alerts?|alerting|post-?master|host-?master|web-?master|abuse|hello|contact|sales|billing|service|incidents?|status|root|git|hg|svn|notifications?|monitor(?:ing)?|pager|platform|infra(?:structure)?|build|ci|deploy|jenkins|mailer-daemon|office|press|privacy|legal|hr|jobs|all|everyone|staff|it|noc|engineering|developers?|list|announce|feedback|postmortems?|payments?|accounts?|bot|robot|system|daemon|cron|user|test|example)(?:[-+._].*|\d+)?$/i

/** The names that an address spells: `tom.oduya` both, `t.huang` the last, `jsmythe` perhaps what stands behind its first letter. */
const namesOfAddress = (local: string, known: string): { name: string; sure: string[]; spelled: string[] } => {
  const segments = local
    .replace(/\+.*$/, '')
    .split(/[._-]+/)
    // The second of that name is `erik.lindqvist2`.
    .map(part => part.replace(/\d{1,4}$/, ''))
    .filter(part => /^\p{L}+$/u.test(part))
  if (roles.test(local) || segments.length === 0) return { name: '', sure: [], spelled: [] }
  const long = segments.map(foldName).filter(part => part.length > 2)
  if (segments.length > 1) {
    const isSure = /[._]/.test(local) && (!known.includes(' ') || !/\p{Script=Latin}/u.test(known))
    return { name: segments.join(' '), sure: isSure ? long : [], spelled: isSure ? [] : long }
  }
  const behindInitial = long.map(part => part.slice(1)).filter(part => part.length > 3)
  return { name: '', sure: [], spelled: known === '' ? [...long, ...behindInitial] : [] }
}

export const knownPerson = (person: NamedPerson): KnownPerson => {
  const local = person.email?.split('@')[0] ?? ''
  const address = namesOfAddress(local, person.name.trim())
  const name = person.name.trim().replace(/^(?:(?:Dr|Prof|Dipl|Ing|Mr|Mrs|Ms)\.?\s+)+/i, '') || address.name
  // What is written without blanks is known by `unspaced.ts` alone.
  const all = subWords(name).filter(part => !isUnspaced(part))
  const first = all[0] ?? ''
  const last = all.length > 1 ? (all[all.length - 1] ?? '') : ''
  const parts = new Set(all.filter((part, at) => Array.from(part).length > 1 && (at === 0 || !particles.has(part))))
  for (const short of shortFormsOf.get(first) ?? []) parts.add(short)
  for (const part of name.split(/\s+/))
    for (const other of otherSpellings(part)) if (other.length > 2 && !particles.has(other)) parts.add(other)
  for (const part of address.sure) parts.add(part)
  const isNamed = person.name.trim() !== ''
  const spelled = new Set(address.spelled.filter(part => !isNamed || !parts.has(part)))
  for (const part of spelled) parts.add(part)
  const handles = new Set<string>()
  const add = (handle: string): void => {
    if (handle.length > 1) handles.add(handle)
  }
  for (const known of [person.handle ?? '', local]) add(subWords(known).join(''))
  if (last !== '') {
    const surname = subWords(name.split(/\s+/).at(-1) ?? '').join('')
    if (surname !== last) add(surname)
    for (const joined of [first + surname, surname + first, first.slice(0, 1) + surname, surname + first.slice(0, 1)])
      if (joined.length > 3) add(joined)
  }
  const unspaced = unspacedNames(name)
  const initials = new Set(all.map(part => part.slice(0, 1)))
  return { parts, first, last, initials, handles, spelled, unspaced }
}
