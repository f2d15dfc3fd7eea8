/** Exports that tests alone reach, or nobody: code that does not ship, however well it is tested. */
import type { Source } from './sources.ts'

const declared = /^export\s+(?:declare\s+)?(?:async\s+)?(?:const|let|function\*?|class|type|interface|enum)\s+(\w+)/

/** What stands at the start of a line begins something new; what it holds is indented, or closes it. */
const statementsOf = (code: string): string[] => code.split(/\n(?=[a-z@])/)

const wordsOf = (text: string): Set<string> => new Set(text.match(/\w+/g))

/** Loaded with `import()`: which of its names are taken does not show. */
const takenWhole = ({ imports }: Source): string[] =>
  imports.filter(({ names }) => names.length === 0 || names.some(name => name.startsWith('*'))).map(({ from }) => from)

/** `exempt` holds files, or `file name`. */
export const unreachedExports = (sources: readonly Source[], exempt: readonly string[]): string[] => {
  const shipped = sources.filter(({ file }) => !file.startsWith('test/'))
  const named = new Set(
    shipped.flatMap(({ imports }) => imports.flatMap(({ from, names }) => names.map(name => `${from} ${name}`))),
  )
  const whole = new Set(shipped.flatMap(takenWhole))
  return shipped
    .filter(({ file }) => !whole.has(file) && !exempt.includes(file))
    .flatMap(({ file, code }) => {
      const statements = statementsOf(code)
      return statements.flatMap(statement => {
        const name = declared.exec(statement)?.[1]
        if (!name || named.has(`${file} ${name}`) || exempt.includes(`${file} ${name}`)) return []
        const isUsedBeside = statements.some(other => other !== statement && wordsOf(other).has(name))
        return isUsedBeside ? [] : [`${file} ${name}`]
      })
    })
}
