/** Addresses within a page, all in the hash: one static file serves them. */
import { useEffect, useState } from 'preact/hooks'

export type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

type Values<Path extends string> = Readonly<Record<NamesIn<Path>, string>>

/** `href('/incidents/{incident}', { incident: id })`. */
export const href = <const Path extends `/${string}`>(
  path: Path,
  ...[values]: [NamesIn<Path>] extends [never] ? [] : [Values<Path>]
): string => {
  const given: Readonly<Record<string, string>> = values ?? {}
  return `#${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '')}`
}

/** What stands in the places of `path`; null where the hash is of another path. */
export const valuesIn = (path: string, hash: string): Readonly<Record<string, string>> | null => {
  const wanted = path.split('/')
  const given = `/${hash.replace(/^#?\/?/, '')}`.split('/')
  if (wanted.length !== given.length) return null
  const values: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined && part !== given[index]) return null
    if (name !== undefined) values[name] = given[index] ?? ''
  }
  return values
}

export const go = (address: string): void => {
  location.hash = address
}

export const useHash = (): string => {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const follow = (): void => setHash(location.hash)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return hash
}
