import { CommandEnd, EXIT } from './exit-codes'
import { plain } from './plain-text'

/**
 * Runs a command, and prints why it failed. For a wrong command line, also prints the usage.
 *
 * @param usageLine how to use the command.
 * @returns the exit code.
 */
export async function runCommand(
  work: () => Promise<number>,
  err: (text: string) => Promise<void>,
  usageLine: () => string,
): Promise<number> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof CommandEnd ? error.code : EXIT.failed
    const message = error instanceof Error ? error.message : 'something failed'
    const hint = code === EXIT.usage ? `${usageLine()}\n` : ''
    // The exit code remains for a caller that cannot receive the message.
    await err(`latchkey: ${plainLines(message)}\n${hint}`).catch(() => undefined)
    return code
  }
}

function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n')
}
