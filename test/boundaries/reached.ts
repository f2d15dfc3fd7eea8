/** Exports that only tests reach, or nothing: code that does not ship, however well it is tested. */
import type { Source } from './sources.ts'

const declared = /^export\s+(?:declare\s+)?(?:async\s+)?(?:const|let|function\*?|class|type|interface|enum)\s+(\w+)/

/** A statement begins at the start of a line; its other lines are indented or close it. */
const statementsOf = (code: string): string[] => code.split(/\n(?=[a-z@])/)

const wordsOf = (text: string): Set<string> => new Set(text.match(/\w+/g))

/** A module loaded with `import()`: which of its exports are used is not visible. */
const takenWhole = ({ imports }: Source): string[] =>
  imports.filter(({ names }) => names.length === 0 || names.some(name => name.startsWith('*'))).map(({ from }) => from)

/** `exempt` contains files, or `file name`. */
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
