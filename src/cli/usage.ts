/** The help of the commands of the desktop app: of all of them, and of each alone. */

interface CommandHelp {
  readonly lines: string
  /** What the words and options in the lines mean. */
  readonly notes: string
}

const CONFIRMED = '--yes    skip the confirmation in the window, if the settings allow --yes'

const HELP: Readonly<Record<string, CommandHelp>> = {
  passkeys: {
    lines: `\
  latchkey passkeys list [--rp ID] [--user NAME]
  latchkey passkeys show PASSKEY
  latchkey passkeys rename PASSKEY [--user-name NAME] [--display-name NAME]
  latchkey passkeys rm PASSKEY… [--yes]        or --rp ID --all, --user NAME --all
  latchkey passkeys export [PASSKEY…] --output FILE [--format webdriver|cdp|playwright] [--yes]
  latchkey passkeys import FILE [--format webdriver|cdp|playwright]`,
    notes: `PASSKEY is a credential id or its beginning. --rp ID and --user NAME also choose passkeys.\n${CONFIRMED}`,
  },
  vault: {
    lines: `\
  latchkey vault check                         what the vault’s file holds, and what is missing
  latchkey vault backups
  latchkey vault repair [--yes]                goes on with what a damaged file still holds
  latchkey vault restore BACKUP [--yes]
  latchkey vault undo [--yes]                  undoes the last repair or restore
  latchkey vault accept [--yes]                uses the file of another vault in the vault’s place`,
    notes: '--yes    of “vault”: do it, and do not only say what would be done',
  },
  fault: {
    lines: `\
  latchkey fault list [TEXT]                   what may be wrong with an answer, and what is armed
  latchkey fault arm FAULT [--times N] [--origin ORIGIN]
                                               for the next N answers, 1 by default; to one page alone
  latchkey fault disarm [FAULT [--origin=ORIGIN]]`,
    notes: '',
  },
  profile: {
    lines: `\
  latchkey profile list                        the provider profiles of the running app
  latchkey profile load FILE [--yes]           --yes: also in the place of one of the same id
  latchkey profile remove PROFILE`,
    notes: '',
  },
}

const OPTIONS = `\
--json   one JSON document on the standard output
--data FOLDER, --keychain-service NAME   which Latchkey to use`

const EXIT_CODES = `\
Exit codes: 0 done, 1 failed, 2 nothing found, 3 denied, 4 vault locked, 5 vault damaged, 6 Latchkey does not
run or respond, 64 wrong command line, or several passkeys fit where the command needs one`

/** The help of the installed app. */
export const USAGE = `latchkey: passkeys for testing, from the command line

${all('lines')}
  latchkey doctor                              what keeps Latchkey from working on this computer
  latchkey --automation                        serves test drivers

${all('notes')}
${OPTIONS}

${EXIT_CODES}
`

/**
 * @param furtherCodes exit codes that only the caller's program has.
 * @returns the help of one command of the app; undefined when there is no such command, or it has no help of its own.
 */
export function commandUsage(command: string, furtherCodes = ''): string | undefined {
  const help = Object.hasOwn(HELP, command) ? HELP[command] : undefined
  if (!help) return undefined
  const notes = [help.notes, OPTIONS].filter((text) => text !== '').join('\n')
  return `${help.lines}\n\n${notes}\n\n${EXIT_CODES}${furtherCodes}\n`
}

function all(part: keyof CommandHelp): string {
  return Object.values(HELP)
    .map((help) => help[part])
    .filter((text) => text !== '')
    .join('\n')
}
