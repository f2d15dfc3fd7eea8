/** CloudFormation creates or deletes one index of a table in one update, so an update with two goes by steps. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import type { Call } from '../doctor/call.ts'
import { hostOf } from '../endpoints.ts'
import { losses, parseTemplate, type StackTemplate, stepsBetween, tableType } from '../upgrade.ts'

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

const unescaped = (xml: string): string =>
  xml.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
  })

/** As it was given at the last deployment. */
export const deployedTemplate = async (call: Call, region: string, stack: string): Promise<string> => {
  const answer = await call({
    service: 'cloudformation',
    host: hostOf('cloudformation', region),
    region,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `Action=GetTemplate&Version=2010-05-15&StackName=${stack}&TemplateStage=Original`,
  })
  const body = /<TemplateBody>(.*?)<\/TemplateBody>/s.exec(answer)?.[1]
  if (body === undefined) throw new Error(`CloudFormation gives no template of the stack ${stack}`)
  return unescaped(body)
}

const without = (entries: unknown, name: string): Record<string, unknown> => {
  const { [name]: _own, ...others } = z.record(z.string(), z.unknown()).default({}).parse(entries)
  return others
}

/** CDK puts its parameter and its rule about the bootstrap into every template anew. */
const asIncluded = (template: StackTemplate): StackTemplate => ({
  ...template,
  Parameters: without(template['Parameters'], 'BootstrapVersion'),
  Rules: without(template['Rules'], 'CheckBootstrapVersion'),
})

/**
 * The files of the templates to deploy before the one in `assembly`, in order. Throws where the update would replace a
 * table; a domain or a user pool may be another because somebody has set it so.
 */
export const writeIndexSteps = async (
  call: Call,
  region: string,
  assembly: string,
  stack: string,
): Promise<string[]> => {
  const before = parseTemplate(await deployedTemplate(call, region, stack))
  const after = parseTemplate(readFileSync(path.join(assembly, `${stack}.template.json`), 'utf8'))
  const lost = losses(before, after, tableType)
  if (lost.length > 0) throw new Error(`nothing was deployed, since its items would be left behind: ${lost.join('; ')}`)
  return stepsBetween(before, after).map((step, index) => {
    const file = path.join(assembly, `step-${index + 1}.json`)
    writeFileSync(file, JSON.stringify(asIncluded(step)))
    return file
  })
}
