/** Every line the functions wrote: kept in memory up to a number, and in a file for the next start. */
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'

export interface Logs {
  readonly add: (name: string, line: string) => void
  readonly lines: () => readonly string[]
  readonly stop: () => Promise<void>
}

const linesAtMost = 50_000

export const openLogs = (file: string): Logs => {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(-linesAtMost) : []
  writeFileSync(file, lines.map(line => `${line}\n`).join(''))
  const stream = createWriteStream(file, { flags: 'a' })
  return {
    add: (name, line) => {
      const entry = `${name} ${line}`
      lines.push(entry)
      if (lines.length > linesAtMost * 2) lines.splice(0, linesAtMost)
      stream.write(`${entry}\n`)
    },
    lines: () => lines,
    stop: () =>
      new Promise(resolve => {
        stream.end(resolve)
      }),
  }
}
