/** Mail addresses and handles in a text: whose they are, and which are nobody's. */
import type { NameIndex } from './name-index.ts'
import { isWordIn } from './name-words.ts'
import { foldName, roles } from './names.ts'
import type { Hit } from './stand-ins.ts'

/** What follows an at sign without being a person: broadcast words, annotations, package tags, style rules. */
const notHandles =
  /^(?:here|channel|everyone|all|group|room|team|latest|next|beta|alpha|canary|rc|media|import|keyframes|supports|param|params|returns?|throws|see|type|types|deprecated|override|test|autowired|transactional|component|bean|nullable|nonnull|property|staticmethod|classmethod|daily|hourly|weekly|monthly|yearly|reboot|todo|since|link|example|internal|ts-ignore|ts-expect-error)$/i
const handlePattern = /(?<![\p{L}\p{N}._@/`])@(\p{L}[\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*)/gu

const longestLocal = 64
const longestDomain = 253
const localEnd = /[\p{L}\p{N}][\p{L}\p{N}._%+'-]*$/u
const domainStart = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/u

const bare = (handle: string): string => foldName(handle).replaceAll(/[^\p{L}\p{N}]/gu, '')

type Address = { start: number; end: number; local: string }
/** From each at sign outwards, as far as an address may reach and no further than the one before. */
const addressesIn = (text: string): Address[] => {
  const found: Address[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const left = text.slice(Math.max(from, at - longestLocal), at)
    const local = /[\p{L}\p{N}._%+'-]*$/u.exec(left)?.[0].match(localEnd)?.[0]
    const next = text.indexOf('@', at + 1)
    const domain = domainStart.exec(text.slice(at + 1, Math.min(at + 1 + longestDomain, next < 0 ? text.length : next)))
    from = at + 1
    if (local === undefined || domain === null) continue
    found.push({ start: at - local.length, end: at + 1 + domain[0].length, local })
  }
  return found
}

/** What is a person's, and what only looks like it. Strangers count down from -1001, each their own number. */
export const addressed = (
  text: string,
  { known, handles, emails }: NameIndex,
): { hits: Hit[]; kept: { start: number; end: number }[] } => {
  const strangers = new Map<string, number>()
  const stranger = (handle: string): number => {
    const number = strangers.get(handle) ?? -1001 - strangers.size
    strangers.set(handle, number)
    return number
  }
  const owner = (handle: string): number => handles.get(handle) ?? -1
  const kept: { start: number; end: number }[] = []
  const hits: Hit[] = []
  for (const { start, end, local } of addressesIn(text)) {
    const person = emails.get(text.slice(start, end).toLowerCase())
    const isRepository = /^:[^\s\d]/.test(text.slice(end, end + 2)) || text.slice(0, start).endsWith('://')
    const index = person ?? owner(bare(local))
    if (index < 0 && (isRepository || roles.test(local))) kept.push({ start, end })
    else if (!isRepository) hits.push({ start, end, person: index >= 0 ? index : stranger(bare(local)) })
  }
  for (const match of text.matchAll(handlePattern)) {
    const handle = match[1] ?? ''
    const index = owner(bare(handle))
    const start = match.index
    const end = start + match[0].length
    const behind = text.slice(end, end + 2)
    // `@sommer/icons` is a package unless it is somebody's handle.
    const isScope =
      /^\/[\p{L}\d]/u.test(behind) && isWordIn(bare(handle), null) && known[index]?.handles.has(bare(handle)) !== true
    if (isScope || (index < 0 && (notHandles.test(handle) || roles.test(handle) || /^[/(\\]/.test(behind))))
      kept.push({ start, end })
    else hits.push({ start, end, person: index >= 0 ? index : stranger(bare(handle)) })
  }
  return { hits, kept }
}
