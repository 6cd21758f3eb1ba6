/** The arguments of `latchkey lint`. */
import { parseArgs } from 'node:util'
import { usage } from '../cli/exit-codes'
import { fileName } from '../cli/typed-values'
import { RULES } from '../inspect/lint/all-rules'
import { hostOf } from '../inspect/lint/lenient'
import type { Unsaid } from '../inspect/lint/recorded-calls'
import { signalKinds } from '../shared/activity'
import { lintSeverities } from '../shared/lint-finding'

const KINDS = ['create', 'get', ...signalKinds] as const
const THRESHOLDS = [...lintSeverities, 'none'] as const

const OPTIONS = {
  except: { type: 'string' },
  'fail-on': { type: 'string' },
  json: { type: 'boolean' },
  kind: { type: 'string' },
  list: { type: 'boolean' },
  origin: { type: 'string' },
} as const

export interface LintArguments {
  /** undefined for the standard input. */
  readonly file: string | undefined
  /** Whether to only list the rules. */
  readonly list: boolean
  readonly unsaid: Unsaid
  /** The minimum severity of findings that fail. */
  readonly failOn: (typeof THRESHOLDS)[number]
  /** The ids of the excluded rules. */
  readonly except: ReadonlySet<string>
  readonly json: boolean
}

/** @throws {CommandEnd} `usage`. */
export function readLintArguments(args: readonly string[]): LintArguments {
  const { values, positionals } = parse(args)
  const [file, ...rest] = positionals
  const { origin, kind, list = false, json = false } = values
  if (rest.length > 0) usage('Name one file at most.')
  if (list && file !== undefined) usage('--list needs no file.')
  if (origin !== undefined && hostOf(origin) === undefined)
    usage('--origin is an origin, such as https://example.org.')
  return {
    file: file === '-' ? undefined : fileName(file, 'FILE'),
    list,
    unsaid: { origin, kind: kind === undefined ? undefined : oneOf('kind', KINDS, kind) },
    failOn: oneOf('fail-on', THRESHOLDS, values['fail-on'] ?? 'warning'),
    except: new Set(rulesIn(values.except)),
    json,
  }
}

function rulesIn(text = ''): readonly string[] {
  const ids = text.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))
  const unknown = ids.find((id) => !RULES.some((rule) => rule.id === id))
  return unknown === undefined ? ids : usage(`There is no rule ${unknown}. --list lists the rules.`)
}

function oneOf<T extends string>(option: string, known: readonly T[], given: string): T {
  return known.find((one) => one === given) ?? usage(`--${option} is one of ${known.join(', ')}.`)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    return usage((error as Error).message)
  }
}
