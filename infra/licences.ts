/** The licences of the libraries in a bundle: most require that their text is distributed with their code. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Metafile } from 'esbuild'

/** `node_modules/x/`; the innermost one if nested. */
const folderPattern = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** The folders of the libraries that contribute to an output, as the build names them. */
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

/** Throws for a library without a licence text. */
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

/** Libraries with the same licence text are listed together above it. */
export const licencesOf = async (root: string, folders: readonly string[]): Promise<string> => {
  const licences = await Promise.all([...folders].map(folder => licenceOf(path.resolve(root, folder))))
  const titles = new Map<string, Set<string>>()
  for (const { title, text } of licences) titles.set(text, (titles.get(text) ?? new Set()).add(title))
  const parts = Array.from(titles, ([text, own]) => `${[...own].toSorted().join('\n')}\n\n${text}\n`)
  return parts.toSorted().join(`\n${'-'.repeat(80)}\n\n`)
}
