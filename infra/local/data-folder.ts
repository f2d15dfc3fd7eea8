/** The folder where a local world keeps its data and its builds. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Raised when stored data can no longer be read, not even by upgrading items one by one. */
const dataVersion = 1
const versionFile = 'data-version'

/** Builds lie beside the data, so that worlds running at the same time do not overwrite each other's. */
const buildName = 'build'
export const buildFolder = (data: string, part: 'functions' | 'site'): string => path.resolve(data, buildName, part)

/** Exists while the sample is loading. A start that finds it begins again, because a partial sample is unusable. */
const loadingMarker = 'loading-sample'

interface DataFolder {
  readonly path: string
  /** The folder held no data before. */
  readonly isFirst: boolean
  readonly inside: (name: string) => string
  /** Marks the folder as incomplete until `fill` has finished. */
  readonly filling: (fill: () => Promise<void>) => Promise<void>
  /** Deletes the folder if it is a temporary one. */
  readonly discard: () => void
}

const requireVersion = (data: string): void => {
  const file = path.join(data, versionFile)
  const version = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (version === dataVersion) return
  const other = version > dataVersion ? 'a later' : 'an earlier'
  throw new Error(
    `${data} holds the data of ${other} version, which this one cannot read. Delete the folder to begin anew, or choose another by --data.`,
  )
}

/** Without `chosen` it is a temporary folder. Throws for a folder that another version has filled. */
export const openDataFolder = (chosen?: string): DataFolder => {
  const data = chosen ?? mkdtempSync(path.join(tmpdir(), 'murmur-'))
  const inside = (name: string): string => path.resolve(data, name)
  mkdirSync(data, { recursive: true })
  const stored = (): string[] => readdirSync(data).filter(name => name !== buildName)
  const marker = inside(loadingMarker)
  if (existsSync(marker)) for (const name of stored()) rmSync(inside(name), { recursive: true })
  const isFirst = stored().length === 0
  if (isFirst) writeFileSync(inside(versionFile), `${dataVersion}\n`)
  else requireVersion(data)
  return {
    path: data,
    isFirst,
    inside,
    filling: async fill => {
      writeFileSync(marker, '')
      await fill()
      rmSync(marker)
    },
    discard: () => {
      if (chosen === undefined) rmSync(data, { recursive: true, force: true })
    },
  }
}
