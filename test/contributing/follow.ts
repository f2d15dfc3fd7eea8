/** Carries out what docs/contributing.md says, as it stands there. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface Step {
  readonly file: string
  readonly where: 'new' | 'after the line' | 'before the line' | 'in the place of' | 'at the end'
  readonly mark: string
  readonly text: string
}

const instruction =
  /(?:In `([^`]+)`, (?:(after the line|before the line|in the place of) `([^`]+)`|at the end)|A new file `([^`]+)`):\n\n```\w+\n([\s\S]*?\n)```/g

/** The steps under the heading of that name. */
export const stepsOf = (document: string, heading: string): readonly Step[] => {
  const section = document.split(/^#+ /m).find(one => one.startsWith(`${heading}\n`)) ?? ''
  return [...section.matchAll(instruction)].map(([, known, where, mark = '', made, text = '']): Step => {
    if (made !== undefined) return { file: made, where: 'new', mark, text }
    return { file: known ?? '', where: (where as Step['where'] | undefined) ?? 'at the end', mark, text }
  })
}

const placed = (before: string, { file, where, mark, text }: Step): string => {
  if (where === 'at the end') return before + text
  const at = before.indexOf(mark)
  if (at < 0) throw new Error(`${file} has no “${mark}”`)
  if (where === 'in the place of') return before.slice(0, at) + text.trim() + before.slice(at + mark.length)
  const line = where === 'before the line' ? before.lastIndexOf('\n', at) + 1 : before.indexOf('\n', at) + 1
  return before.slice(0, line) + text + before.slice(line)
}

export const follow = (root: string, step: Step): void => {
  const file = path.join(root, step.file)
  if (step.where === 'new') mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, step.where === 'new' ? step.text : placed(readFileSync(file, 'utf8'), step))
}
