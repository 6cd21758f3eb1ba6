/** Which command the app was started with, where it was with one. */

/** Flags of the app that take a value behind them. */
const WITH_VALUE = ['data', 'keychain-service']
const COMMANDS = ['passkeys', 'doctor', 'help']

/**
 * @param args `process.argv` without the executable.
 * @param isPackaged whether they begin with the user's own; else the first is the folder of the app.
 * @returns the command and what belongs to it; undefined: the app is to be started.
 */
export function commandWords(
  args: readonly string[],
  isPackaged: boolean,
): readonly string[] | undefined {
  let isOurs = isPackaged
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? ''
    if (isOurs && (argument === '--help' || argument === '--version')) return [argument]
    const [, name, given] = /^--([a-z-]+)(=.*)?$/s.exec(argument) ?? []
    if (name !== undefined) {
      if (WITH_VALUE.includes(name) && given === undefined) index++
    } else if (!isOurs) isOurs = true
    else return COMMANDS.includes(argument) ? args.slice(index) : undefined
  }
  return undefined
}
