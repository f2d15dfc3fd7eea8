/** The licences of the libraries that stand in a bundle: most of them ask that their text goes where their code goes. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Metafile } from 'esbuild'

/** `node_modules/x/`, the innermost where one lies in another. */
const folderPattern = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** Folders of the libraries of which something is left in an output, as the build names them. */
export const bundledPackages = ({ outputs }: Pick<Metafile, 'outputs'>, only?: string): string[] => {
  const inputs = Object.entries(outputs)
    .filter(([file]) => only === undefined || file === only)
    .flatMap(([, output]) => Object.entries(output.inputs))
  const folders = inputs.flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? (folderPattern.exec(file)?.[1] ?? []) : [],
  )
  return [...new Set(folders)].toSorted()
}

const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i

interface Licence {
  readonly title: string
  readonly text: string
}

/** Refuses (Error) a library that comes without the text of its licence. */
const licenceOf = async (folder: string): Promise<Licence> => {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'))
  const files = (await readdir(folder)).filter(file => licenceFile.test(file)).toSorted()
  const texts = await Promise.all(files.map(file => readFile(path.join(folder, file), 'utf8')))
  const text = texts
    .map(one => one.trim())
    .filter(Boolean)
    .join('\n\n')
  if (!text) throw new Error(`licences: ${name} ${version} comes without the text of its licence`)
  return { title: `${name} ${version} (${license})`, text }
}

/** Libraries under the same text stand above it together. */
export const licencesOf = async (root: string, folders: readonly string[]): Promise<string> => {
  const licences = await Promise.all([...folders].map(folder => licenceOf(path.resolve(root, folder))))
  const titles = new Map<string, Set<string>>()
  for (const { title, text } of licences) titles.set(text, (titles.get(text) ?? new Set()).add(title))
  const parts = Array.from(titles, ([text, own]) => `${[...own].toSorted().join('\n')}\n\n${text}\n`)
  return parts.toSorted().join(`\n${'-'.repeat(80)}\n\n`)
}
