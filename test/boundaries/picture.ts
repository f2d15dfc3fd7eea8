/**
 * `npm run picture`: writes into docs/architecture.md who imports whom, derived from the imports: the areas of the tree
 * as a flowchart, and the rooms of its largest areas by level. Type imports count too.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { command } from '../../infra/command.ts'
import { folderOf } from './rules.ts'
import { readSources, type Source } from './sources.ts'

/** What each place imports besides itself. */
type Reads = ReadonlyMap<string, ReadonlySet<string>>

export const page = 'docs/architecture.md'
export const picturedFolders = ['functions', 'infra', 'web']

const byName = (one: string, other: string): number => (one < other ? -1 : 1)

/** `placeOf` returns null for a file to leave out. */
const readsOf = (sources: readonly Source[], placeOf: (file: string) => string | null): Reads => {
  const reads = new Map<string, Set<string>>()
  for (const { file, imports } of sources) {
    const place = placeOf(file)
    if (place === null) continue
    const found = reads.get(place) ?? new Set()
    reads.set(place, found)
    for (const { from } of imports) {
      const other = placeOf(from)
      if (other !== null && other !== place) found.add(other)
    }
  }
  return reads
}

/** An area is a folder directly below `functions`, `infra` or `web`; each folder of the local world is an area too. */
export const areaOf = (file: string): string | null => {
  const [top = '', ...below] = (folderOf(file) ?? '').split('/')
  if (!picturedFolders.includes(top)) return null
  return [top, ...below.slice(0, below[0] === 'local' ? 2 : 1)].join('/')
}

/** Every place reachable from `start`, without `start`. Throws on a cycle, which cannot be drawn in levels. */
const reachable = (reads: Reads, start: string): Set<string> => {
  const found = new Set<string>()
  const follow = (place: string): void => {
    for (const next of reads.get(place) ?? []) {
      if (next === start) throw new Error(`${start} reads itself by way of ${place}`)
      if (found.has(next)) continue
      found.add(next)
      follow(next)
    }
  }
  follow(start)
  return found
}

/** Without the arrows that a longer path already implies. */
export const reduced = (reads: Reads): Reads => {
  const far = new Map([...reads.keys()].map(place => [place, reachable(reads, place)]))
  return new Map(
    [...reads].map(([place, direct]) => [
      place,
      new Set([...direct].filter(to => ![...direct].some(other => other !== to && far.get(other)?.has(to)))),
    ]),
  )
}

/** Places with the same imports and the same importers share a box. */
const boxesOf = (reads: Reads): string[][] => {
  const readers = (place: string): string[] => [...reads.keys()].filter(other => reads.get(other)?.has(place))
  const key = (place: string): string => JSON.stringify([[...(reads.get(place) ?? [])].sort(), readers(place).sort()])
  return [...Map.groupBy([...reads.keys()].toSorted(byName), key).values()]
}

export const flowchart = (sources: readonly Source[]): string[] => {
  const reads = reduced(readsOf(sources, areaOf))
  const boxes = boxesOf(reads)
  const idOf = (place: string): string => (boxes.find(box => box.includes(place))?.[0] ?? place).replace(/\W/g, '_')
  const arrows = boxes.flatMap(([place = '']) => {
    const to = [...new Set([...(reads.get(place) ?? [])].toSorted(byName).map(idOf))]
    return to.length > 0 ? [`  ${idOf(place)} --> ${to.join(' & ')}`] : []
  })
  return [
    '```mermaid',
    'flowchart TD',
    ...boxes.map(box => `  ${idOf(box[0] ?? '')}["${box.join('<br/>')}"]`),
    ...arrows,
    '```',
  ]
}

/** A place that imports no other is at 0; every other place is one level below the lowest it imports. */
export const levelsOf = (reads: Reads): ReadonlyMap<string, number> => {
  const levels = new Map<string, number>()
  const levelOf = (place: string): number => {
    const known = levels.get(place)
    if (known !== undefined) return known
    const level = Math.max(-1, ...[...(reads.get(place) ?? [])].map(levelOf)) + 1
    levels.set(place, level)
    return level
  }
  for (const place of reads.keys()) {
    reachable(reads, place)
    levelOf(place)
  }
  return levels
}

/** The rooms of one folder; its own files are listed under its name. */
export const roomTable = (sources: readonly Source[], folder: string): string[] => {
  const reads = readsOf(sources, file => {
    const room = folderOf(file)
    return room !== null && `${room}/`.startsWith(`${folder}/`) ? room : null
  })
  const levels = levelsOf(reads)
  const nameOf = (room: string): string => `\`${room === folder ? room : room.slice(folder.length + 1)}\``
  const rows = [...levels].toSorted(([one, a], [other, b]) => a - b || byName(one, other))
  return [
    `| level | room of \`${folder}\` | reads |`,
    '|---|---|---|',
    ...rows.map(([room, level]) => {
      const names = [...(reads.get(room) ?? [])].toSorted(byName).map(nameOf)
      return `| ${level} | ${nameOf(room)} | ${names.join(', ') || '-'} |`
    }),
  ]
}

const [begin, end] = ['<!-- begin picture -->', '<!-- end picture -->']

/** The page with the picture between its two markers. Throws for a page without them. */
export const withPicture = (text: string, sources: readonly Source[]): string => {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`${page}: the marks of the picture are missing`)
  const tables = ['functions/domain', 'functions/learning', 'web/desk'].map(folder => roomTable(sources, folder))
  const parts = [flowchart(sources), ...tables].map(lines => lines.join('\n'))
  return `${text.slice(0, from)}${begin}\n${parts.join('\n\n')}\n${text.slice(to)}`
}

if (import.meta.main) {
  await command(import.meta.filename, () => {
    const file = path.join(import.meta.dirname, '..', '..', page)
    writeFileSync(file, withPicture(readFileSync(file, 'utf8'), readSources(picturedFolders)))
  })
}
