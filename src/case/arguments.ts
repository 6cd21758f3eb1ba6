/** The arguments of `latchkey inspect`. */
import { parseArgs } from 'node:util'
import { usage } from '../cli/exit-codes'
import { fileName, filled } from '../cli/typed-values'
import { readStoredKey, type Given } from '../inspect/check/expectations'
import { challengeFault, KEY_FAULT, keyTextFault, rpIdFault } from '../inspect/check/given-faults'
import { hostOf } from '../inspect/lint/lenient'

const OPTIONS = {
  challenge: { type: 'string' },
  json: { type: 'boolean' },
  key: { type: 'string' },
  origin: { type: 'string' },
  'rp-id': { type: 'string' },
  verify: { type: 'string' },
} as const

export interface InspectArguments {
  /** undefined for the standard input. */
  readonly file: string | undefined
  readonly json: boolean
  /** The module that judges the response; undefined when only the inspector does. */
  readonly verify: string | undefined
  /** What the relying party expects, beyond the file. */
  readonly given: Given
}

/** @throws {CommandEnd} `usage`. */
export function readInspectArguments(args: readonly string[]): InspectArguments {
  const { values, positionals } = parse(args)
  const [file, ...rest] = positionals
  const { origin, challenge, key, 'rp-id': rpId, json = false, verify } = values
  if (rest.length > 0) usage('Name one file at most.')
  if (origin !== undefined && hostOf(origin) === undefined)
    usage('--origin is an origin, such as https://example.org.')
  filled(challenge, '--challenge', 'Give it in base64url.')
  filled(rpId, '--rp-id', 'Give a domain, such as example.org.')
  filled(key, '--key', 'Give it in base64url.')
  refuse('challenge', challenge, challengeFault)
  refuse('rp-id', rpId, rpIdFault)
  refuse('key', key, (text) => keyTextFault(text) ?? storedKeyFault(text))
  return {
    file: file === '-' ? undefined : fileName(file, 'FILE'),
    json,
    verify: fileName(verify, '--verify'),
    given: {
      ...(origin !== undefined && { origins: [origin] }),
      ...(challenge !== undefined && { challenge }),
      ...(rpId !== undefined && { rpId }),
      ...(key !== undefined && { record: { publicKey: key } }),
    },
  }
}

/** @throws {CommandEnd} `usage`. */
function refuse(
  option: string,
  given: string | undefined,
  faultOf: (text: string) => string | undefined,
): void {
  const fault = given === undefined ? undefined : faultOf(given)
  if (fault !== undefined) usage(`--${option} ${fault}`)
}

/** A key of an unknown kind could not verify anything. */
function storedKeyFault(publicKey: string): string | undefined {
  return readStoredKey({ publicKey }) === undefined ? KEY_FAULT : undefined
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    return usage((error as Error).message)
  }
}
