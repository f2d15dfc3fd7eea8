/** Asks for the name of the stack before something that cannot be taken back. */
import { createInterface } from 'node:readline/promises'

/** Throws unless the stack's name is said, on the command line or when asked for it. */
export const confirm = async (
  question: string,
  stack: string,
  given: string | undefined,
  ask: ((question: string) => Promise<string>) | null,
): Promise<void> => {
  const said = given ?? (await ask?.(`${question}\nThe name of the stack: `))
  if (said === undefined) throw new Error(`${question} Say so: --confirm ${stack}`)
  if (said.trim() !== stack) throw new Error(`${said.trim() || 'Nothing'} is not ${stack}: nothing was done`)
}

export const onTerminal = async (question: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}
