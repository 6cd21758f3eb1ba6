import { CommandEnd, EXIT } from './exit-codes'
import { plain } from './plain-text'

/**
 * Runs a command, and writes why it failed. A wrong command line gets its usage, too.
 *
 * @param usageLine how the command is used.
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
    // The exit code also tells a caller who cannot be written to.
    await err(`latchkey: ${plainLines(message)}\n${hint}`).catch(() => undefined)
    return code
  }
}

function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n')
}
