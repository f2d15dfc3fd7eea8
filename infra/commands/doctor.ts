/**
 * `npm run doctor`: what the AWS account of the current credentials still lacks, and what in it would break a
 * guarantee. Only reads. Exits with 1 if anything is wrong or could not be checked.
 * `npm run doctor -- --mail ADDRESS` sends one mail instead, with a test link: who opens it sees what of it came through.
 */
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { command } from '../command.ts'
import { signedCall } from '../doctor/call.ts'
import { type Check, checks } from '../doctor/checks.ts'
import { collect } from '../doctor/collect.ts'
import type { AccountState } from '../doctor/state.ts'
import { sendTestMail } from '../doctor/test-mail.ts'

export interface Finding {
  readonly check: string
  readonly problems: readonly string[]
  /** '' where there is nothing to tell. */
  readonly told: string
}

export const examine = (state: AccountState, all: readonly Check[] = checks): Finding[] =>
  all.map(({ name, problems, tells }) => ({
    check: name,
    problems: [...new Set(problems(state))],
    told: tells?.(state) ?? '',
  }))

export const asText = (findings: readonly Finding[]): string =>
  findings
    .map(({ check, problems, told }) =>
      problems.length === 0
        ? `ok    ${check}${told && `: ${told}`}`
        : problems.map(problem => `FAIL  ${check}: ${problem}`).join('\n'),
    )
    .join('\n')

const examineAll = async (): Promise<void> => {
  const findings = examine(await collect(signedCall()))
  console.log(asText(findings))
  process.exitCode = findings.some(({ problems }) => problems.length > 0) ? 1 : 0
}

/** Says what is wrong in one line, and sends nothing. */
const mailTo = async (to: string): Promise<void> => {
  const call = signedCall()
  const { region, deployment } = await collect(call)
  if (!z.email().safeParse(to).success) throw new Error(`--mail: ${to} is no address`)
  if (!region || !('value' in deployment) || !deployment.value) throw new Error('nothing is deployed: npm run deploy')
  await sendTestMail(call, region, deployment.value, to)
  console.log(
    `sent to ${to}: open the link in that mail, in the program people read mail in; the page says what came through`,
  )
}

if (import.meta.main) {
  await command(import.meta.filename, async () => {
    const { mail } = parseArgs({ options: { mail: { type: 'string' } } }).values
    await (mail === undefined ? examineAll() : mailTo(mail))
  })
}
