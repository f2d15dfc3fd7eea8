/** The folder in which a local world keeps what it stores, and what it builds. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Raised when what is stored can no longer be read or lifted item by item. */
const dataVersion = 1
const versionFile = 'data-version'

/** What is built lies beside what is stored, so that worlds side by side do not build over each other. */
const buildName = 'build'
export const buildFolder = (data: string, part: 'functions' | 'site'): string => path.resolve(data, buildName, part)

/** Stands while the sample is loading: a start that finds it begins again, since half a sample is none. */
const loadingMarker = 'loading-sample'

export interface DataFolder {
  readonly path: string
  /** Nothing was stored there before. */
  readonly isFirst: boolean
  readonly inside: (name: string) => string
  /** Marks the folder as half filled until `fill` has ended. */
  readonly filling: (fill: () => Promise<void>) => Promise<void>
  /** Deletes the folder where nobody chose it. */
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

/** `chosen` survives restarts; without it a temporary folder is made. Refuses one that another version has filled. */
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
