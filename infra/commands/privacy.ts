/** `node infra/commands/privacy.ts`: writes the tables in docs/privacy.md from functions/records and manifest.ts. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type KeyClass, type KeyGrant, type Lambda, manifest, type TableGrant } from '../../functions/manifest.ts'
import { keptIn } from '../../functions/records/every.ts'
import type { Kept } from '../../functions/records/kind.ts'
import { tableNames, tables } from '../../functions/tables.ts'
import { command } from '../command.ts'

export const privacyPage = path.join(import.meta.dirname, '..', '..', 'docs', 'privacy.md')

const rows: readonly (readonly [string, Lambda])[] = Object.entries(manifest)

const markdown = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...body].map(cells => `| ${cells.join(' | ')} |`).join('\n')

const kept = ({ retentionDays, until }: Kept): string => {
  if (retentionDays === null) return `until ${until}`
  if (retentionDays === 0) return `until ${until}, then destroyed`
  return `${retentionDays} days after ${until}`
}

const stored = (): string =>
  markdown(
    ['table', 'item', 'what it holds', 'how long', 'earlier states can be restored'],
    tableNames.flatMap(name =>
      keptIn(name).map(item => [
        `\`${name}\``,
        item.row,
        item.holds,
        kept(item),
        tables[name].recoverable ? 'yes, 35 days back' : 'no',
      ]),
    ),
  )

const words: Readonly<Record<TableGrant['actions'][number], string>> = {
  get: 'get by exact key',
  put: 'put',
  update: 'update',
  delete: 'delete',
  query: 'list',
}

const grantInWords = ({ actions, partitions, reads }: TableGrant): string => {
  const listed = actions.map(action => {
    if (action !== 'query' || reads === undefined) return words[action]
    return reads === 'count' ? 'count' : `list ${reads.join(' and ')} only`
  })
  const where = partitions ? ` (of ${partitions.map(partition => `\`${partition}\``).join(', ')})` : ''
  return `${listed.join(', ')}${where}`
}

const touched = (): string =>
  markdown(
    ['function', ...tableNames.map(name => `\`${name}\``)],
    rows.map(([name, row]) => [
      `\`${name}\``,
      ...tableNames.map(table => {
        const grants = row.tables.filter(grant => grant.table === table)
        return grants.length > 0 ? grants.map(grantInWords).join('; ') : '-'
      }),
    ]),
  )

const keyWords: Readonly<Record<KeyGrant, string>> = {
  read: 'reads',
  'read-many': 'reads',
  make: 'makes',
  delete: 'destroys',
  see: 'sees whether there is',
}

const keys = (): string => {
  const classes: readonly (readonly [KeyClass, string])[] = [
    ['link', 'makes the links of the invitations'],
    ['sign', 'signs passes without seeing them'],
    ['seal', 'opens the ballots'],
  ]
  return markdown(
    ['key', 'what it does', 'who may do what with it'],
    classes.map(([keyClass, purpose]) => [
      keyClass,
      purpose,
      rows
        .flatMap(([name, row]) => {
          const grants = row.keys[keyClass] ?? []
          return grants.length > 0
            ? [`\`${name}\` ${[...new Set(grants.map(grant => keyWords[grant]))].join(' and ')} it`]
            : []
        })
        .join(', '),
    ]),
  )
}

export const sections: Readonly<Record<string, () => string>> = { stored, touched, keys }

/** The page with each `<!-- begin NAME -->` … `<!-- end NAME -->` filled in. Throws if the page lacks one. */
export const filled = (page: string): string => {
  let result = page
  for (const [name, make] of Object.entries(sections)) {
    const between = new RegExp(`(<!-- begin ${name} -->\\n)[\\s\\S]*?(<!-- end ${name} -->)`)
    if (!between.test(result)) throw new Error(`docs/privacy.md: no place for the table "${name}"`)
    result = result.replace(between, (_, begin: string, end: string) => `${begin}${make()}\n${end}`)
  }
  return result
}

if (import.meta.main) {
  await command(import.meta.filename, async () => writeFile(privacyPage, filled(await readFile(privacyPage, 'utf8'))))
}
