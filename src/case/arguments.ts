/** The arguments of `latchkey inspect`. */
import { parseArgs } from 'node:util'
import { usage } from '../cli/exit-codes'
import type { Given } from '../inspect/check/expectations'
import { hostOf } from '../inspect/lint/lenient'
import { isBase64Url } from '../shared/base64url'

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
  if (challenge !== undefined && !isBase64Url(challenge)) usage('--challenge is base64url.')
  if (key !== undefined && !isBase64Url(key))
    usage('--key is a COSE key or a SubjectPublicKeyInfo, in base64url.')
  return {
    file: file === '-' ? undefined : file,
    json,
    verify,
    given: {
      ...(origin !== undefined && { origins: [origin] }),
      ...(challenge !== undefined && { challenge }),
      ...(rpId !== undefined && { rpId }),
      ...(key !== undefined && { record: { publicKey: key } }),
    },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    return usage((error as Error).message)
  }
}
