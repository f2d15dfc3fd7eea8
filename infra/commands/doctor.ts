/**
 * `npm run doctor`: what the AWS account of the current credentials still lacks, and what in it would break a
 * guarantee. Only reads. Exits with 1 if anything is wrong or could not be checked.
 */
import { signedCall } from '../doctor/call.ts'
import { type Check, checks } from '../doctor/checks.ts'
import { collect } from '../doctor/collect.ts'
import type { AccountState } from '../doctor/state.ts'

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

if (import.meta.main) {
  const findings = examine(await collect(signedCall()))
  console.log(asText(findings))
  process.exitCode = findings.some(({ problems }) => problems.length > 0) ? 1 : 0
}
