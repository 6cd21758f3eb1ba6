/** The arguments of `latchkey audit`. */
import { parseArgs } from 'node:util'
import { usage } from '../cli/exit-codes'
import { fileName, listOf } from '../cli/typed-values'

/** All arguments, for a usage line. */
export const AUDIT_USAGE =
  'CONFIG [--faults=LIST] [--profiles=LIST] [--only=LIST] [--skip=LIST] [--fail-on=SEVERITY] ' +
  '[--baseline=FILE [--write-baseline]] [--json=FILE] [--junit=FILE] [--sarif=FILE] [--html=FILE] ' +
  '[--browser=NAME] [--workers=N] [--own-accounts] [--fresh-contexts] [--timeout=MS] [--automation-file=FILE] | --list'

const THRESHOLDS = ['critical', 'high', 'medium', 'low', 'none'] as const
const BROWSERS = ['chromium', 'firefox', 'webkit'] as const

export type BrowserName = (typeof BROWSERS)[number]

const OPTIONS = {
  'automation-file': { type: 'string' },
  baseline: { type: 'string' },
  browser: { type: 'string' },
  'fail-on': { type: 'string' },
  faults: { type: 'string' },
  'fresh-contexts': { type: 'boolean' },
  html: { type: 'string' },
  json: { type: 'string' },
  junit: { type: 'string' },
  list: { type: 'boolean' },
  only: { type: 'string' },
  'own-accounts': { type: 'boolean' },
  profiles: { type: 'string' },
  sarif: { type: 'string' },
  skip: { type: 'string' },
  timeout: { type: 'string' },
  workers: { type: 'string' },
  'write-baseline': { type: 'boolean' },
} as const

/** Ids, or all, or none. */
type Chosen = readonly string[] | 'all' | 'none'

export interface AuditArguments {
  /** The user's module; undefined to only list what can be tried. */
  readonly config: string | undefined
  readonly faults: Chosen
  readonly profiles: Chosen
  readonly only: readonly string[] | undefined
  readonly skip: readonly string[] | undefined
  /** The minimum severity of findings that fail. */
  readonly failOn: (typeof THRESHOLDS)[number]
  /** The baseline's file. */
  readonly baseline: string | undefined
  readonly writesBaseline: boolean
  /** The file of each report; `-` is the standard output. */
  readonly reports: Readonly<Partial<Record<ReportFormat, string>>>
  readonly browser: BrowserName
  readonly timeoutMs: number | undefined
  /** How many trials run at the same time; undefined for as many as the computer and the relying party can handle. */
  readonly workers: number | undefined
  readonly ownAccounts: boolean
  readonly freshContexts: boolean
  /** The file of a running automation; undefined to start one for this audit. */
  readonly automationFile: string | undefined
}

export const REPORT_FORMATS = ['json', 'junit', 'sarif', 'html'] as const

export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** @throws {CommandEnd} `usage`. */
export function readAuditArguments(args: readonly string[]): AuditArguments {
  const { values, positionals } = parse(args)
  const [typed, ...rest] = positionals
  const config = fileName(typed, 'CONFIG')
  const { list = false, baseline, 'write-baseline': writesBaseline = false } = values
  if (rest.length > 0) usage('Name one CONFIG.')
  if (list === (config !== undefined))
    usage(list ? '--list needs no CONFIG.' : 'Name the file that says how to register and sign in.')
  if (writesBaseline && baseline === undefined)
    usage('--write-baseline needs --baseline: say which file to write.')
  const reports = Object.fromEntries(
    REPORT_FORMATS.flatMap((format) =>
      values[format] === undefined ? [] : [[format, fileName(values[format], `--${format}`)]],
    ),
  )
  if (Object.values(reports).filter((file) => file === '-').length > 1)
    usage('Only one report can go to the standard output.')
  return {
    config,
    faults: chosen('faults', values.faults),
    profiles: chosen('profiles', values.profiles),
    only: rowsOf('only', values.only),
    skip: rowsOf('skip', values.skip),
    failOn: oneOf('fail-on', THRESHOLDS, values['fail-on'] ?? 'low'),
    baseline: fileName(baseline, '--baseline'),
    writesBaseline,
    reports,
    browser: oneOf('browser', BROWSERS, values.browser ?? 'chromium'),
    timeoutMs: numberOf('timeout', 'a number of milliseconds', values.timeout),
    freshContexts: values['fresh-contexts'] ?? false,
    ownAccounts: values['own-accounts'] ?? false,
    workers: numberOf('workers', 'a number', values.workers),
    automationFile: fileName(values['automation-file'], '--automation-file'),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    return usage((error as Error).message)
  }
}

function chosen(option: string, text = 'all'): Chosen {
  if (text === 'all' || text === 'none') return text
  return listOf(text, `--${option}`, 'ids, all or none')
}

function rowsOf(option: string, text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined
  return listOf(text, `--${option}`, 'an id, a place, create, get or a severity')
}

function oneOf<const T extends readonly string[]>(
  option: string,
  all: T,
  given: string,
): T[number] {
  return all.find((one) => one === given) ?? usage(`--${option} is one of ${all.join(', ')}.`)
}

function numberOf(option: string, what: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  return usage(`--${option} is ${what} from 1 to 9999999.`)
}
