/** How people are called: folding of letters, forms of a name, and the words that are names and words at once. */
import type { NamedPerson } from './schema.ts'

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
    .replaceAll(/[łøđðßæœıþħŧ]/g, letter => plainLetters[letter] ?? letter)

const words = (text: string): Set<string> => new Set(text.split(/\s+/).filter(word => word !== ''))

/** Common first names and surnames that are also words of English or of the trade: only their place in the sentence tells. */
const ambiguousNames = words(`
 abbey ace aim al alert alpha amber an angel april arch arm art ash aspen august autumn bach back bad baker ball band bank banks bar
 barber bark barn base bass bat bay beach bean bear beck bell bella bench berg best beta bill birch bird bishop bit bits black blade
 blank blaze blue bolt branch bright bond book booker boot booth boss box brand bravo bridge bridges brook brooks brown buck bud buddy bug bull
 burns bush butler buzz cable cache calm candy cane carol carter case cash cat chain chance chandler charity chase chat check cherry
 child chip chips christian church clay clear cliff close cloud coal cole coleman collier comfort constant cook cooper core cost cotton
 count court cox craft crane cream cross crow crown cruise crystal cube curry cutter daily daisy dale dale dash data date dawn day days
 deal dean dear deploy desk destiny diamond dice dick do doc dock dollar dong door dove drake drew duke dung dust duty early earnest east edge
 ellis else emerald english ever fair faith falls farm farmer fast fax fern ferry field fields finch finn fire fish fisher fix flash fleet
 flint flower flowers flynn force ford forest forge fork foster fountain fox frank frankie free freedom freeman french frost fry fuller
 gale garage garden gates gay gem gene gentry ginger glass glen glory go gold golden good gong grace graham grant grave graves gray
 green grey grid guide gun guy hall ham hand handler hands happy hard hardy harmony harper harry hart haven hawk hay haze hazel head
 heart heath heather heaven henry hill hills ho holder holiday holly holmes home honey hood hook hooks hope host house hub hue hunt hunter in
 iris iron ivory ivy jack jade jam jasmine jay jean jet jewel job jobs join jordan joy judge july june justice kay keen key keys king kit
 kitchen knight knot ko lake lamb lance land lane lark last lau laurel law lay leaf lee lemon less lily lin line link list little liu lo load
 lock locke lodge log long lot love low luck lucky ly ma mac mace mage magic major man manual march marina mark marks marsh mars mason
 mast master math matrix max may mead mercy merit merry mike miles mill miller mills min mint miracle misty mole monk moon moore more moss mount munch my nash
 neat need new nick night no noble noon norm normal north note novel object ocean of old olive on opal or orange page pages paige pain palm pan
 park parker parks parrot pass pat patch patience peace peak pear pearl penny pepper perk perry pie pierce pike pilot pine ping pink pitt
 place plant plum poe point pole pond pool poole poor pope port porter post pot potter potts pound power powers precious price prime prince prior
 prosper proxy pryor prudence pure python quick rain rains ran randy ranger rankin rapp rash raven ray read reader reason red reed reef
 reese regan rich rider ridge ring rio ripple rise rita river rivers road rob robin rock rocket rocky rod roll roman rome root rose round
 rover row rowe rowan royal ruby run rush russet rust ryan sable sage sail sailor sales salt sam sample sand sands sandy scales scarlet schema scott sea seal
 seller sergeant serve server service shah shade shards sharp shell shepherd shield shields shine ship shore short silver simple singer sky slack
 sloan small smart smoke snow so sol son song south spark sparks spear speed spence spencer spring square stack staff stage star stark stark start steel step
 stern stock stone storm story straw street strong su sue summer summers sun sunny swan sweet swift table tai tally tan tanner task tate
 taylor teal tell temple test thorn tide tiger tim tin to token tong tower trace tracy trap travel tree trigger trinity trip troy true trust
 turner twist tyler ulm unity urban vale valentine van vault vaughn version victor violet virginia wade wages walker wall walls wang ward wards
 warner warren wash watch water waters watt watts way weaver web webb weber weeks welch well wells west wheel wheeler white wild will wills
 win wind wing wings winner winter winters wise wish wolf wong wood woods work workman world worth wren wright yard yates yo york young zen zone`)

/** Parts of surnames that are no name by themselves. */
const particles = words(
  'van der den de la le el al bin ibn ben von zu zum di da do dos das du del della ter ten st of the y e bat abu af av san santa mac mc',
)

/** Names that are months too: after `in`, beside a number, they are the month. */
export const monthNames = words(
  'jan january april avril may june july august jun jul aug march mar summer winter spring autumn',
)

/** Short forms that colleagues use for a first name, the full form first. */
const shortForms = `alexander alex sasha xander lex|alexandra alex sasha sandra lexi|alejandro alex ale|aleksandr sasha alex|anastasia nastya ana|annika anni|antonio toni tony|aditya adi|abhishek abhi|bartholomew bart|beatrice bea|bernhard bernd|bronislaw bronek|carolina caro lina|cynthia cindy|dominic dom|dominik dom|dorothy dot dottie|eleanor ellie nell|emmanuel manu manny|ernest ernie|evgeny zhenya|ferdinand ferdi|francesca fran|francisco paco|friedrich fritz|georgina georgie|gwendolyn gwen|hannelore hanne|harold hal|helena lena|ignacio nacho|irina ira|isabella izzy bella|jose pepe|jurgen jorg|karolina karo lina|katarzyna kasia|katarina kat|konstantin kostya|krzysztof krzysiek|lakshmi lax|leonardo leo|ludmila luda|magdalena magda lena|malgorzata gosia|manfred manni|margarita rita|maria mia|marguerite margot|massimiliano max|natalia nat|natalie nat|nikita nik|olga olya|prakash pk|priyanka priya|rajesh raj|rosalind roz|sergei seryozha|siddharth sid|sofia sofi|stanislaw staszek|subramaniam subbu|sunita sunny|svetlana sveta|tatiana tanya|venkatesh venky|veronica ronnie|wilhelm willi|winifred winnie|wolfgang wolf|yekaterina katya|yevgeniya zhenya|alexandru alex|andrew andy drew|anthony tony|benjamin ben|benedict ben|catherine cathy kate
 cat|katherine kathy kate katie kat|charles charlie chuck|christopher chris|christine chris tina|christina chris tina|daniel dan danny|david dave davy|deborah debbie deb|edward ed
 eddie ted|elizabeth liz beth lizzie betty|frederick fred|gabriel gabe|gregory greg|jacob jake|james jim jimmy|jennifer jen jenny|jeffrey jeff|jessica
 jess|jonathan jon jonny|joseph joe joey|joshua josh|judith judy|kenneth ken|kimberly kim|lawrence larry|leonard leo len|margaret maggie meg peggy|matthew matt|maximilian
 max|michael mike mick mikey|michelle shelly|mohammed mo|mohamed mo|muhammad mo|nathaniel nate nathan|nicholas nick|nicole nikki|oliver olly|pamela pam|patricia pat
 patty trish|patrick pat paddy|peter pete|philip phil|phillip phil|raymond ray|rebecca becky bec|richard rick dick richie|robert rob bob bobby robbie bert|ronald ron|samantha
 sam|samuel sam|stephen steve|steven steve|stephanie steph|susan sue susie|theodore ted theo|theresa terry tess|thomas tom tommy|timothy tim|tobias tobi|valentina val|victoria vicky
 tori|vincent vince|vladimir vlad vova|dmitry dima|mikhail misha|nikolai kolya|sebastian seb|william will bill billy liam|zachary zach`
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
  /** Names in scripts that are written without spaces. */
  unspaced: string[]
}

/** `Björn` is written `Bjoern` where the keyboard has no umlaut, and `Mueller` by others `Müller`. */
const otherSpellings = (text: string): string[] => {
  const lower = text.normalize('NFC').toLowerCase()
  const spelled = lower.replaceAll(/[äöüåøæ]/g, letter => (letter === 'å' ? 'aa' : `${foldName(letter).charAt(0)}e`))
  const contracted = foldName(lower).replaceAll(/([aou])e/g, '$1')
  return [spelled, contracted].filter(other => other !== lower && other.length > 3).flatMap(subWords)
}

const subWords = (text: string): string[] => foldName(text).match(/[\p{L}\p{N}]+/gu) ?? []
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

export const isParticle = (word: string): boolean => particles.has(word)
/** True where a spelling alone does not tell the person from the word. */
export const isAlsoWord = (word: string): boolean => ambiguousNames.has(word) || particles.has(word)

export const knownPerson = (person: NamedPerson): KnownPerson => {
  const all = subWords(person.name)
  const first = all[0] ?? ''
  const last = all.length > 1 ? (all[all.length - 1] ?? '') : ''
  const parts = new Set(all.filter((part, at) => Array.from(part).length > 1 && (at === 0 || !particles.has(part))))
  for (const short of shortFormsOf.get(first) ?? []) parts.add(short)
  for (const part of person.name.split(/\s+/))
    for (const other of otherSpellings(part)) if (other.length > 2 && !particles.has(other)) parts.add(other)
  const handles = new Set<string>()
  const add = (handle: string): void => {
    if (handle.length > 1) handles.add(handle)
  }
  const local = person.email?.split('@')[0] ?? ''
  for (const known of [person.handle ?? '', local]) add(subWords(known).join(''))
  if (last !== '') {
    const surname = subWords(person.name.trim().split(/\s+/).at(-1) ?? '').join('')
    if (surname !== last) add(surname)
    for (const joined of [first + surname, surname + first, first.slice(0, 1) + surname, surname + first.slice(0, 1)])
      if (joined.length > 3) add(joined)
  }
  const written = person.name.normalize('NFKC')
  const unspaced = withoutSpaces.test(written)
    ? [written.replaceAll(/\s+/g, ''), ...written.split(/\s+/)].filter(name => Array.from(name).length > 1)
    : []
  return { parts, first, last, initials: new Set(all.map(part => part.slice(0, 1))), handles, unspaced }
}
