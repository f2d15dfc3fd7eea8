import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { commandReader } from '../../../infra/commands/reader-command.ts'
import { readingOf, run } from '../../../infra/commands/synthesize.ts'

const now = '2030-05-06T08:00:00Z'
const observation = (id: string, text: string, more: object = {}) => ({ id, text, item: 'saw', voice: id, ...more })
const document = JSON.stringify({
  participants: [{ name: 'Bob Muster' }],
  observations: [
    observation('a', 'The page for the boiler reached me forty minutes late'),
    observation('b', 'Nobody was woken although the pressure was down'),
    observation('c', 'Bob closed the valve by hand'),
    observation('d', 'I would rather say this to nobody', { item: 'hesitate' }),
    observation('e', 'This one is for themes alone', { choice: 'themes-only' }),
  ],
})

let folder: string
const script = async (name: string, source: string): Promise<string> => {
  const file = path.join(folder, name)
  await writeFile(file, source)
  return `"${process.execPath}" "${file}"`
}
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reader-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterAll(() => rm(folder, { recursive: true }))

/** Joins whatever is said of being told, with the whole statement as its quote. */
const byRules = `
let text = ''
for await (const part of process.stdin) text += part
const { statements } = JSON.parse(text)
const members = statements.filter(one => /page|woken/.test(one.text)).map(one => ({ statement: one.number, quote: one.text }))
console.log('Here it is:\\n\`\`\`json\\n' + JSON.stringify({ themes: [{ title: 'The page woken nobody', criterion: '', question: '', members }] }) + '\\n\`\`\`')
`
const themesIn = (printed: string) =>
  z
    .object({
      themes: z.array(z.object({ title: z.string(), titleBy: z.string(), observations: z.array(z.string()) })),
    })
    .parse(JSON.parse(printed)).themes

test('a command that reads makes themes, marked as a reader’s', async () => {
  const reading = await readingOf(document, commandReader(await script('rules.mjs', byRules), 60))
  expect(themesIn(run(document, 'json', now, reading))).toStrictEqual([
    { title: 'The page woken nobody', titleBy: 'reader', observations: ['b', 'a'] },
  ])
  expect(run(document, 'markdown', now, reading)).toContain('title by a model')
})

test('what is kept apart, for themes only, or a name never reaches the command', async () => {
  const seen = path.join(folder, 'seen.json')
  const keeping = `import { writeFileSync } from 'node:fs'
let text = ''
for await (const part of process.stdin) text += part
writeFileSync(${JSON.stringify(seen)}, text)
console.log('{}')`
  await readingOf(document, commandReader(await script('keep.mjs', keeping), 60))
  const request = await readFile(seen, 'utf8')
  expect(request).toContain('Nobody was woken')
  expect(request).toContain('closed the valve by hand')
  expect(request).not.toMatch(/Bob|rather say this|for themes alone/)
})

test.each([
  ['prints rubbish', 'console.log("Sorry, I cannot help with that.")', 60],
  ['prints nothing', '', 60],
  ['prints half a list', 'console.log("[[[")', 60],
  ['fails', 'console.log("{}"); process.exit(3)', 60],
  ['hangs', 'setInterval(() => {}, 1000)', 0.5],
  ['prints without end', 'setInterval(() => process.stdout.write("x".repeat(1000)), 1)', 0.5],
])('a command that %s leaves the default', async (name, source, seconds) => {
  const reading = await readingOf(document, commandReader(await script(`${name}.mjs`, source), seconds))
  expect(reading).toBeNull()
  expect(run(document, 'json', now, reading)).toBe(run(document, 'json', now))
})

test('a command that is not there leaves the default', async () => {
  expect(await readingOf(document, commandReader(path.join(folder, 'absent'), 60))).toBeNull()
})
