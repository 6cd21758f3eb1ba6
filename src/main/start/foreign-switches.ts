/**
 * The switches that the installed Latchkey refuses. Chromium and Electron know hundreds of switches, and several open the
 * window to other programs and other users (`--remote-debugging-port`), or run their code. So this lists the allowed switches,
 * not the forbidden ones.
 */
import { plain } from '../../cli/plain-text'
import { isOption } from './command-line'

/** Chromium switches that Latchkey's own command passes, or that a machine may need to show the window. */
const ALLOWED = [
  'disable-dev-shm-usage',
  'disable-gpu',
  'force-device-scale-factor',
  'log-level',
  'no-sandbox',
  'ozone-platform',
  'ozone-platform-hint',
]

/**
 * Why Latchkey does not start with these arguments; undefined when it starts.
 *
 * @param args `process.argv` without the executable.
 */
export function whyNotStarted(
  args: readonly string[],
  platform: NodeJS.Platform,
): string | undefined {
  const end = args.indexOf('--')
  const switches = args
    .slice(0, end === -1 ? undefined : end)
    .map((arg) => readSwitch(arg, platform))
  const foreign = switches.find((given) => given && !isAllowed(given, platform))
  if (!foreign) return undefined
  const shown = plain(`${foreign.prefix}${foreign.name}`)
  return foreign.prefix === '--'
    ? `${shown} is not an option of Latchkey. Of Chromium’s options, the installed Latchkey takes only ${ALLOWED.map((name) => `--${name}`).join(', ')}: others can let other programs in.`
    : `${shown} reads as an option of Chromium. Give an id that begins with a dash at the end, after --.`
}

interface Switch {
  readonly prefix: string
  readonly name: string
}

/** Reads an argument as Chromium does. Treats doubtful arguments as switches. */
function readSwitch(arg: string, platform: NodeJS.Platform): Switch | undefined {
  const word = arg.trim()
  const prefix = (platform === 'win32' ? ['--', '-', '/'] : ['--', '-']).find((each) =>
    word.startsWith(each),
  )
  if (prefix === undefined || word === prefix) return undefined
  const [name = ''] = word.slice(prefix.length).split('=', 1)
  return { prefix, name }
}

function isAllowed({ prefix, name }: Switch, platform: NodeJS.Platform): boolean {
  if (prefix === '--') return ALLOWED.includes(name) || isOption(name)
  // An id may begin with a dash. Names of switches have no capital letters, except on Windows, which ignores case.
  if (platform !== 'win32' && /[A-Z]/.test(name)) return true
  // The process number that Finder passes.
  return platform === 'darwin' && name.startsWith('psn_')
}
