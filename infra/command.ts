/** What every command does alike: it explains itself when asked, and refuses in a sentence rather than a stack. */
import { readFileSync } from 'node:fs'
import * as z from 'zod'

/** The comment at the head of a command's file is its help, so that the two cannot disagree. */
export const helpIn = (source: string): string => {
  const [, comment = ''] = /^\/\*\*(.*?)\*\//s.exec(source) ?? []
  return comment
    .split('\n')
    .map(line => line.replace(/^\s*\*? ?/, '').replaceAll('`', ''))
    .join('\n')
    .trim()
}

const isNodeError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'code' in error

const folders: Readonly<Record<string, string>> = {
  EACCES: 'may not be written to',
  EROFS: 'lies on a disk that cannot be written to',
  ENOENT: 'does not exist',
  ENOTDIR: 'has a file where a folder is needed',
  EEXIST: 'has a file where a folder is needed',
  ENOSPC: 'lies on a disk that is full',
}

/** AWS names the action, and mostly the resource; who asked is known to whoever reads this. */
const withoutRight = (message: string): string => {
  const [, action, resource] = /not authorized to perform: (\S+)(?: on resource: (\S+))?/.exec(message) ?? []
  const what = action === undefined ? `do this (${message})` : `call ${action}${resource ? ` on ${resource}` : ''}`
  return `These credentials may not ${what}: choose others by AWS_PROFILE, or have the right added.`
}

/** What was refused, and what to do. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof z.ZodError) return `${z.prettifyError(error)}\nSee --help.`
  if (!(error instanceof Error)) return String(error)
  if (/region is missing/i.test(error.message)) return 'No AWS region is set: AWS_REGION=eu-central-1, for example.'
  const told = `${error.name} ${error.message}`
  if (/AccessDenied|Unauthorized(Operation)?Exception|not authorized to perform/i.test(told))
    return withoutRight(error.message)
  if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN/.test(`${told} ${String(error.cause)}`))
    return 'AWS cannot be reached from here: is AWS_REGION a region, and is there a network?'
  if (
    /credential|ExpiredToken|security token|UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch/i.test(told)
  )
    return 'No AWS credentials that hold: sign in (aws sso login), or set AWS_PROFILE.'
  if (error instanceof SyntaxError) return `This is not JSON: ${error.message}.`
  if (isNodeError(error)) {
    const { code = '', path } = error
    if (code.startsWith('ERR_PARSE_ARGS')) return `${error.message.split('\n', 1)[0]} See --help.`
    if (path !== undefined && folders[code]) return `${path} ${folders[code]}: choose another.`
  }
  return error.message
}

/**
 * Runs a command's file. `--help` prints the comment at its head, to standard output, and nothing else happens; what it
 * throws becomes one sentence on standard error, and the exit code 1.
 */
export const command = async (
  file: string,
  work: (words: readonly string[]) => Promise<unknown> | void,
): Promise<void> => {
  const words = process.argv.slice(2)
  if (words.includes('--help') || words.includes('-h')) {
    console.log(helpIn(readFileSync(file, 'utf8')))
    return
  }
  try {
    await work(words)
  } catch (error) {
    console.error(`murmur: ${sentenceOf(error)}`)
    // What it had begun (a build, a server) would keep the process alive.
    process.exit(1)
  }
}
