/** What the sources are built into, once for all the files of a worker: nobody writes there. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bundleFunctions } from '../infra/bundle.ts'
import { buildSite } from '../web/build.ts'

const once = (build: (folder: string) => Promise<unknown>): (() => Promise<string>) => {
  let built: Promise<string> | undefined
  const make = async (): Promise<string> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'murmur-built-'))
    await build(folder)
    return folder
  }
  return () => (built ??= make())
}

export const builtSite = once(outDir => buildSite({ outDir }))
export const builtFunctions = once(outDir => bundleFunctions({ outDir }))
