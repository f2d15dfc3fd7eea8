import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeIndexSteps } from '../../../infra/commands/index-steps.ts'
import type { AwsRequest } from '../../../infra/doctor/call.ts'
import { losses, parseTemplate, type StackTemplate, tableType } from '../../../infra/upgrade.ts'
import { crowded } from '../index-changes.ts'
import { synthesize } from '../synthesized.ts'

const today: StackTemplate = synthesize()
const [learning = ''] = Object.entries(today.Resources).flatMap(([id, { Type }]) =>
  Type === tableType && id.startsWith('learning') ? [id] : [],
)

/** Today's stack, whose table has only so many of its indexes. */
const withIndexes = (many: number): StackTemplate => {
  const table = today.Resources[learning]
  if (!table) throw new Error('there is no table')
  const all = table.Properties['GlobalSecondaryIndexes'] as unknown[]
  const Properties = { ...table.Properties, GlobalSecondaryIndexes: all.slice(0, many) }
  return { ...today, Resources: { ...today.Resources, [learning]: { ...table, Properties } } }
}
const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const answering =
  (template: StackTemplate, asked: AwsRequest[] = []) =>
  async (request: AwsRequest) => {
    asked.push(request)
    const body = xml(JSON.stringify(template))
    return `<GetTemplateResponse><GetTemplateResult><TemplateBody>${body}</TemplateBody></GetTemplateResult></GetTemplateResponse>`
  }

/** What a resource waits for is a set; CDK writes it in an order of its own. */
const inAnyOrder = ({ Resources }: StackTemplate) =>
  Object.fromEntries(
    Object.entries(Resources).map(([id, { DependsOn = [], ...rest }]) => [
      id,
      { ...rest, waits: new Set([DependsOn].flat()) },
    ]),
  )

let assembly: string
beforeEach(() => {
  assembly = mkdtempSync(path.join(tmpdir(), 'murmur-assembly-'))
  writeFileSync(path.join(assembly, 'Murmur.template.json'), JSON.stringify(today))
})
afterEach(() => rmSync(assembly, { recursive: true }))

test('an update with one new index is one update', async () => {
  const asked: AwsRequest[] = []
  expect(await writeIndexSteps(answering(withIndexes(2), asked), 'eu-central-1', assembly, 'Murmur')).toEqual([])
  expect(asked).toMatchObject([{ service: 'cloudformation', body: expect.stringContaining('StackName=Murmur') }])
})

test('with three new ones it goes by steps, and CDK gives each as it was written', async () => {
  const steps = await writeIndexSteps(answering(withIndexes(0)), 'eu-central-1', assembly, 'Murmur')
  const templates = steps.map(file => parseTemplate(readFileSync(file, 'utf8')))
  const course = [withIndexes(0), ...templates, today]
  expect(course.slice(1).map((step, index) => crowded(course[index] ?? step, step))).toEqual([[], [], []])
  const out = path.join(assembly, 'out')
  execFileSync(process.execPath, ['infra/index-step.ts', String(steps[0]), 'Murmur'], {
    env: { ...process.env, CDK_OUTDIR: out },
  })
  const given = parseTemplate(readFileSync(path.join(out, 'Murmur.template.json'), 'utf8'))
  expect(inAnyOrder(given)).toEqual(inAnyOrder(templates[0] ?? today))
})

test('where a table would be replaced nothing is deployed', async () => {
  const { [learning]: table, ...others } = today.Resources
  const renamed = { ...today, Resources: { ...others, ...(table ? { learningTableOld: table } : {}) } }
  await expect(writeIndexSteps(answering(renamed), 'eu-central-1', assembly, 'Murmur')).rejects.toThrow(
    /learningTableOld.*any more/,
  )
})

test('taking restored tables into use and out of it again loses nothing, and needs no step', async () => {
  const restoredTables = {
    people: 'Murmur-people-then',
    surveys: 'Murmur-surveys-then',
    learning: 'Murmur-learning-then',
  }
  const adopted: StackTemplate = synthesize({ restoredTables })
  expect([losses(today, adopted), losses(adopted, today)]).toEqual([[], []])
  expect(await writeIndexSteps(answering(adopted), 'eu-central-1', assembly, 'Murmur')).toEqual([])
  writeFileSync(path.join(assembly, 'Murmur.template.json'), JSON.stringify(adopted))
  expect(await writeIndexSteps(answering(today), 'eu-central-1', assembly, 'Murmur')).toEqual([])
})
