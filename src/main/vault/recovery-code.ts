/**
 * A recovery code as a person writes it down: 128 random bits and a checksum of 22 bits, in Crockford's base 32, in six groups
 * of five. The checksum tells a typing error from the code of another vault.
 */
import { createHash } from 'node:crypto'
import { MistypedCodeError } from './errors'
import type { Randomness } from '../platform/ports'

/** Without I, L, O and U, which look like other symbols or form words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LOOKS_LIKE: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' }
const SYMBOLS = 30
const SYMBOL_BITS = 5n
const GROUP = 5
const CHECK_BITS = 22n

const RECOVERY_SECRET_BYTES = 16

/** The secret of a new code: 16 random bytes. */
export function newRecoverySecret(random: Randomness): Uint8Array {
  return Uint8Array.from(random.bytes(RECOVERY_SECRET_BYTES))
}

/** The code in its groups, such as `7KQ2M-…-0XV9D`. */
export function formatRecoveryCode(secret: Uint8Array): string {
  let rest = (toNumber(secret) << CHECK_BITS) | checksum(secret)
  let code = ''
  for (let i = 0; i < SYMBOLS; i++) {
    code = (ALPHABET[Number(rest & 31n)] ?? '') + code
    rest >>= SYMBOL_BITS
  }
  return (code.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-')
}

/**
 * @param typed in any case, with or without spaces and dashes.
 * @returns the code's secret.
 * @throws {MistypedCodeError} when Latchkey cannot have made this code.
 */
export function parseRecoveryCode(typed: string): Uint8Array<ArrayBuffer> {
  const symbols = symbolsOf(typed)
  if (symbols.length !== SYMBOLS)
    throw new MistypedCodeError(
      `A recovery code has ${SYMBOLS} letters and digits. You typed ${symbols.length}.`,
    )
  let value = 0n
  for (const symbol of symbols) {
    const digit = ALPHABET.indexOf(symbol)
    if (digit < 0)
      throw new MistypedCodeError(
        'The code contains a character that no recovery code has. Compare it with what you wrote down.',
      )
    value = (value << SYMBOL_BITS) | BigInt(digit)
  }
  const secret = toBytes(value >> CHECK_BITS)
  if ((value & ((1n << CHECK_BITS) - 1n)) !== checksum(secret))
    throw new MistypedCodeError(
      'The code contains a typing error. Compare each group with what you wrote down.',
    )
  return secret
}

/** Whether the typed text is the last group of the code. */
export function isLastGroup(secret: Uint8Array, typed: string): boolean {
  return symbolsOf(typed).join('') === formatRecoveryCode(secret).slice(-GROUP)
}

function symbolsOf(typed: string): string[] {
  const symbols = typed.toUpperCase().replace(/[\s\p{Dash}]/gu, '')
  return Array.from(symbols, (symbol) => LOOKS_LIKE[symbol] ?? symbol)
}

function checksum(secret: Uint8Array): bigint {
  const digest = createHash('sha256').update('latchkey recovery code').update(secret).digest()
  return BigInt(digest.readUInt32BE(0)) >> (32n - CHECK_BITS)
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

function toBytes(value: bigint): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    Buffer.from(value.toString(16).padStart(2 * RECOVERY_SECRET_BYTES, '0'), 'hex'),
  )
}
