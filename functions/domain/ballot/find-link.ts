/**
 * A participant's link in whatever was opened or pasted, however gateways, mail programs and people handed it on. Its parts
 * have fixed lengths and letters, so that it can be found in any text; what may be another link is refused.
 */
import { readings, type Undo } from '../handed-on.ts'
import { type Link, linkFragment } from './link.ts'

/** A line's end or a few blanks, which may fall between any two letters. */
const gap = String.raw`(?:[ \t]*\r?\n(?:[ \t]*[>|])*[ \t]*|[ \t]{1,3})?`
const letters = (set: string, count: string): string => `(?:${set}${gap}){${count}}`
/** 32 bytes in Base64url. The last letter holds four bits alone: neither sign can stand there, but a wrapping's own may. */
const secret = `${letters('[\\w-]', '42')}[A-Za-z0-9]`
const head = new RegExp(
  `s${gap}r${gap}v${gap}_${gap}(${letters('[a-z0-9]', '16')})\\.${gap}(${letters('[a-z0-9-]', '1,40')})\\.${gap}(${secret})${gap}\\.${gap}(${secret})`,
  'g',
)
const names = new RegExp(`^${gap}\\.${gap}(${secret})`)

/** A letter more, and it is another text. An underline may end Markdown's emphasis. */
const ended = (rest: string): boolean => /^_{0,3}(?![\w-])/.test(rest)
/** What follows may be the rest of the link in another way of writing; that reading is looked through too. */
const goesOn = (rest: string): boolean =>
  /^(?:%|=(?:[\dA-F]{2}|\r?\n)|&(?:#\w+|amp|period|lowbar|hyphen|dash);|\\(?:[!-/:-@[-`{-~nr]|u[\da-f]{4})|\.[\w%&=\\-])/i.test(
    rest,
  )

const joined = (broken: string): string => broken.replaceAll(/[\s>|]/g, '')
/** "… . Thank you for taking part" is no key, however many letters it has. */
const isKey = (broken: string): boolean => {
  const pieces = broken.split(/[\s>|]+/).length
  return pieces === 1 || (pieces <= 4 && /\d|_|[a-z][A-Z]/.test(joined(broken)))
}

interface Found {
  readonly link: Link
  /** The page it leads to, where that stands before it. */
  readonly path: string | null
}

interface Read extends Found {
  /** A letter stands at the head of the line below: the link may go on there, in another way of writing. */
  readonly isUnsure: boolean
}

const goesOnBelow = (rest: string): boolean => /^[ \t]*\r?\n(?:[ \t]*[>|])*[ \t]*[\w-]/.test(rest)

const pathBefore = (text: string): string | null => {
  const before = joined(text.slice(-200))
  const [path] = /^\/answer\/[a-z0-9-]+(?:\/[a-z-]+(?=\/))?/.exec(before.slice(before.lastIndexOf('/answer/'))) ?? []
  return path ? `${path}/` : null
}

const linksIn = (text: string): Read[] =>
  [...text.matchAll(head)].flatMap(match => {
    const [whole, survey = '', cohort = '', token = '', keysHash = ''] = match
    const rest = text.slice(match.index + whole.length)
    const key = names.exec(rest)
    const behind = rest.slice(key?.[0].length ?? 0)
    const isNamed = key?.[1] !== undefined && isKey(key[1]) && ended(behind)
    if (!isNamed && (!ended(rest) || goesOn(rest))) return []
    const link = {
      surveyId: `srv_${joined(survey)}`,
      cohort: joined(cohort),
      token: joined(token),
      keysHash: joined(keysHash),
      namesKey: isNamed ? joined(key[1] ?? '') : null,
    }
    return [{ link, path: pathBefore(text.slice(0, match.index)), isUnsure: goesOnBelow(isNamed ? behind : rest) }]
  })

/**
 * The one link in whatever was opened or pasted, however it was handed on. `several`: it holds different ones, and only
 * its reader knows which is meant. Null: none is whole.
 */
export const findLink = (text: string, undoing: readonly Undo[]): Found | 'several' | null => {
  const read = [...readings(text, undoing)].flatMap(linksIn)
  const one = read.find(({ isUnsure }) => !isUnsure) ?? read[0]
  if (!one) return null
  // An invitation has one token: whatever else is read behind it, where it may go on below, is the same cut short.
  if (read.some(({ link }) => link.token !== one.link.token)) return 'several'
  const same = one.isUnsure ? read : read.filter(({ isUnsure }) => !isUnsure)
  // The same link may stand there twice, once without its last part.
  const whole = same.filter(({ link }) => link.namesKey !== null)
  const [first, ...others] = new Map(
    (whole.length > 0 ? whole : same).map(each => [linkFragment(each.link), each]),
  ).values()
  if (!first || others.length > 0) return 'several'
  const open = linkFragment({ ...first.link, namesKey: null })
  if (same.some(({ link }) => linkFragment({ ...link, namesKey: null }) !== open)) return 'several'
  return { link: first.link, path: read.find(({ path }) => path !== null)?.path ?? null }
}

/** The survey whose results a link leads to. Null unless it names one, and nothing that lets anybody answer. */
export const findResults = (text: string, undoing: readonly Undo[]): string | null => {
  for (const reading of readings(text, undoing)) {
    const [, surveyId, rest = ''] = /(srv_[a-z0-9]{16})(?![\w-])(.*)$/s.exec(reading) ?? []
    if (surveyId && !goesOn(rest)) return surveyId
  }
  return null
}
