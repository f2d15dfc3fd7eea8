/** Where settings come from: one file for each stage, and for one deployment the `-c name=value` of its command line. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import type { InstallationNames } from './installation-names.ts'

const root = path.join(import.meta.dirname, '..')
export const settingsFilePath = (names: InstallationNames): string => path.join(root, names.settingsFile)

const fileSchema = z.record(z.string(), z.unknown())

/** What the file says, unparsed. The usual installation may have no file; a stage without one was misspelt. */
export const settingsIn = (names: InstallationNames, file = settingsFilePath(names)): Record<string, unknown> => {
  if (!existsSync(file)) {
    if (names.settingsFile === 'settings.json') return {}
    throw new Error(`${names.settingsFile} does not exist: a stage has a file of settings of its own`)
  }
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Error(`${names.settingsFile} is not JSON: ${error.message}`, { cause: error })
    throw error
  }
}

/** CDK keeps switches and look-ups of its own in the same place; their names have other characters than ours. */
const isOfCdk = (name: string): boolean => /[@:]/.test(name) || name.startsWith('cli-')

export const settingsAmong = (context: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(context).filter(([name]) => !isOfCdk(name)))
