import { usage } from './exit-codes'
import { plain } from './plain-text'

/**
 * Finds the subcommand in the second word of a command line.
 *
 * @param command the first word, for the message.
 * @throws {CommandEnd} `usage` when there is no such subcommand.
 */
export function subcommand<T>(
  command: string,
  name: string | undefined,
  table: Readonly<Record<string, T>>,
): T {
  if (name === undefined)
    usage(`Say what latchkey ${command} should do: ${Object.keys(table).join(', ')}.`)
  const found = Object.hasOwn(table, name) ? table[name] : undefined
  return found ?? usage(`There is no command “${command} ${plain(name)}”.`)
}
