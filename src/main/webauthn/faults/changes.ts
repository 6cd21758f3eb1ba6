/**
 * Describes what a fault changed, for the record. The outputs of extensions may be secret, so the record gets only their names
 * and sizes.
 */
import { byteCount } from '../../../inspect/decode/bytes'
import { keyOf, readCbor } from '../../../inspect/decode/cbor-reader'
import { mayStateSecrets, withholdSecrets } from '../../../inspect/withhold/withhold-secrets'
import type { FaultChange } from '../../../shared/fault-outcome'
import type { AuthenticatorDataParts } from './authenticator-data-parts'
import type { AttestationParts, JsonObject } from './fault'

/** The maximum number of characters of a value that are shown. */
const LONGEST = 400
/** The number of characters of an equal beginning that are shown. */
const CONTEXT = 16

/** @returns no change when the values are equal. */
export function changeOf(what: string, from: unknown, to: unknown): readonly FaultChange[] {
  return changeWithout(what, { from, to }, { from, to })
}

interface Both<T> {
  readonly from: T
  readonly to: T
}

type FromTo = Both<unknown>

/** @param shown the two values without their secrets. */
function changeWithout(what: string, { from, to }: FromTo, shown: FromTo): readonly FaultChange[] {
  const [own, changed] = [textOf(from), textOf(to)]
  if (own === changed) return []
  const [before, after] = [textOf(shown.from), textOf(shown.to)]
  if (before === after) return [{ what, from: lengthOf(own), to: lengthOf(changed) }]
  const start = startOfDifference(before, after)
  return [{ what, from: excerpt(before, start), to: excerpt(after, start) }]
}

export function authenticatorDataChanges(
  from: AuthenticatorDataParts,
  to: AuthenticatorDataParts,
): readonly FaultChange[] {
  const both = (part: (parts: AuthenticatorDataParts) => unknown): FromTo => ({
    from: part(from),
    to: part(to),
  })
  return [
    ...changeOf('rpIdHash', from.rpIdHash, to.rpIdHash),
    ...changeOf('flags', flagNames(from.flags), flagNames(to.flags)),
    ...changeOf('signCount', from.signCount, to.signCount),
    ...changeOf('AAGUID', from.attested?.aaguid, to.attested?.aaguid),
    ...changeOf('attested credential id', from.attested?.credentialId, to.attested?.credentialId),
    ...changeOf('credential public key', from.attested?.coseKey, to.attested?.coseKey),
    ...changeWithout(
      'extensions',
      both((parts) => parts.extensions),
      both(outputNames),
    ),
  ]
}

/** @param options of the page: whether the bytes may hold a secret. */
export function attestationObjectChange(
  from: Uint8Array,
  to: Uint8Array,
  options: unknown,
): readonly FaultChange[] {
  const shown = mayStateSecrets(options)
    ? { from: byteCount(from.length), to: byteCount(to.length) }
    : { from, to }
  return changeWithout('attestation object', { from, to }, shown)
}

export function statementChanges(
  from: Pick<AttestationParts, 'format' | 'statement'>,
  to: Pick<AttestationParts, 'format' | 'statement'>,
): readonly FaultChange[] {
  const [before, after] = [membersOf(from.statement), membersOf(to.statement)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return [
    ...changeOf('attestation format', from.format, to.format),
    ...names.flatMap((name) => changeOf(`attStmt.${name}`, before.get(name), after.get(name))),
  ]
}

/** @param options of the page: which members may hold a secret. */
export function responseChanges(
  from: JsonObject,
  to: JsonObject,
  options: unknown,
): readonly FaultChange[] {
  return memberChanges({ from, to }, { from: shownOf(from, options), to: shownOf(to, options) })
}

function memberChanges(
  { from, to }: Both<JsonObject>,
  shown: Both<JsonObject>,
  path = '',
): readonly FaultChange[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return names.flatMap((name) => {
    const values = { from: from[name], to: to[name] }
    const seen = { from: shown.from[name], to: shown.to[name] }
    return name === 'response' && path === '' && areObjects(values) && areObjects(seen)
      ? memberChanges(values, seen, 'response.')
      : changeWithout(`${path}${name}`, values, seen)
  })
}

/** A response without its secrets. */
function shownOf(response: JsonObject, options: unknown): JsonObject {
  const shown = withholdSecrets(options, response).response as JsonObject
  const { clientExtensionResults: results } = response
  return typeof results === 'string'
    ? { ...shown, clientExtensionResults: `a text: ${lengthOf(results)}` }
    : shown
}

const FLAGS = ['UP', 'RFU1', 'UV', 'BE', 'BS', 'RFU2', 'AT', 'ED']

function flagNames(flags: number): string {
  const set = FLAGS.filter((_, bit) => flags & (1 << bit))
  return `0x${flags.toString(16).padStart(2, '0')} (${set.join(' ') || 'none'})`
}

function membersOf(statement: AttestationParts['statement']): ReadonlyMap<string, unknown> {
  return statement instanceof Map
    ? (statement as ReadonlyMap<string, unknown>)
    : new Map([['statements', statement]])
}

function areObjects(values: FromTo): values is Both<JsonObject> {
  return isObject(values.from) && isObject(values.to)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return 'absent'
  if (value instanceof Uint8Array) return hexOf(value) || 'empty'
  if (typeof value === 'string') return value
  return JSON.stringify(value, (_, part: unknown) =>
    part instanceof Uint8Array ? hexOf(part) : part instanceof Map ? [...part] : part,
  )
}

/** The names of the outputs of extensions, and the size of all. */
function outputNames({ extensions }: AuthenticatorDataParts): string {
  if (extensions.length === 0) return 'empty'
  const outputs = readCbor(extensions)
  const names = outputs.kind === 'map' ? outputs.entries.map(({ key }) => keyOf(key) ?? '?') : []
  const size = byteCount(extensions.length)
  return names.length === 0 ? size : `${size} (${names.join(', ')})`
}

function lengthOf(text: string): string {
  return `${text.length} characters, not shown`
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function startOfDifference(before: string, after: string): number {
  let same = 0
  while (same < before.length && before[same] === after[same]) same++
  return same
}

/** Skips an equal beginning, because long values differ late. */
function excerpt(text: string, difference: number): string {
  if (text.length <= LONGEST) return text
  const start = Math.max(difference - CONTEXT, 0)
  const shown = text.slice(start, start + LONGEST)
  return `${start > 0 ? '…' : ''}${shown}${start + LONGEST < text.length ? '…' : ''}`
}
