/**
 * A reader on this machine: any command that takes a request on its standard input and prints a proposal. Whatever goes
 * wrong with it is told on standard error, and the default stands.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { proposalIn } from '../../functions/domain/reader/answer.ts'
import type { Read } from '../../functions/domain/reader/request.ts'

export const readerSeconds = 300

/** Rejects where the command cannot be started, fails, prints no JSON, or is not done in time. */
export const commandReader =
  (command: string, seconds: number): Read =>
  async request => {
    // In a group of its own: a shell that is ended leaves what it has started.
    const child = spawn(command, { shell: true, detached: true, stdio: ['pipe', 'pipe', 'inherit'] })
    const end = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      end()
    }, seconds * 1_000)
    try {
      // A command that does not read its input closes it, which is no failure.
      child.stdin.on('error', () => undefined)
      child.stdin.end(JSON.stringify(request))
      const [answer, [status]] = await Promise.all([text(child.stdout), once(child, 'close')])
      if (isLate) throw new Error(`not done after ${seconds} s`)
      if (status !== 0) throw new Error(`ended with status ${status}`)
      const proposal = proposalIn(answer)
      if (proposal === undefined) throw new Error('printed no JSON')
      return proposal
    } finally {
      clearTimeout(timer)
    }
  }
