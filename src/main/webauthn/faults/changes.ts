/** Says what a fault has changed from what, for the record. */
import type { FaultChange } from '../../../shared/fault-outcome'
import type { AuthenticatorDataParts } from './authenticator-data-parts'
import type { AttestationParts, JsonObject } from './fault'

/** Characters of a value that are shown. */
const LONGEST = 400
/** Characters of an equal beginning that are shown. */
const CONTEXT = 16

/** @returns no change where the two are equal. */
export function changeOf(what: string, from: unknown, to: unknown): readonly FaultChange[] {
  const [before, after] = [textOf(from), textOf(to)]
  if (before === after) return []
  const start = startOfDifference(before, after)
  return [{ what, from: excerpt(before, start), to: excerpt(after, start) }]
}

export function authenticatorDataChanges(
  from: AuthenticatorDataParts,
  to: AuthenticatorDataParts,
): readonly FaultChange[] {
  return [
    ...changeOf('rpIdHash', from.rpIdHash, to.rpIdHash),
    ...changeOf('flags', flagNames(from.flags), flagNames(to.flags)),
    ...changeOf('signCount', from.signCount, to.signCount),
    ...changeOf('AAGUID', from.attested?.aaguid, to.attested?.aaguid),
    ...changeOf('attested credential id', from.attested?.credentialId, to.attested?.credentialId),
    ...changeOf('credential public key', from.attested?.coseKey, to.attested?.coseKey),
    ...changeOf('extensions', from.extensions, to.extensions),
  ]
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

export function responseChanges(from: JsonObject, to: JsonObject): readonly FaultChange[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return names.flatMap((name) => {
    const [before, after] = [from[name], to[name]]
    return name === 'response' && isObject(before) && isObject(after)
      ? responseChanges(before, after).map((change) => ({
          ...change,
          what: `response.${change.what}`,
        }))
      : changeOf(name, before, after)
  })
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

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function startOfDifference(before: string, after: string): number {
  let same = 0
  while (same < before.length && before[same] === after[same]) same++
  return same
}

/** Long values differ late: an equal beginning is left out. */
function excerpt(text: string, difference: number): string {
  if (text.length <= LONGEST) return text
  const start = Math.max(difference - CONTEXT, 0)
  const shown = text.slice(start, start + LONGEST)
  return `${start > 0 ? '…' : ''}${shown}${start + LONGEST < text.length ? '…' : ''}`
}
