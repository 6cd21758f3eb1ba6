/** Compares two ceremonies, field by field. */
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import { toHex } from '../decode/bytes'
import type { DecodedCeremony, Line } from '../decode/decode-ceremony'
import type { Field } from '../decode/field'
import { differencesOf, type Difference, type Entry } from './differences'

/** In the order of the left ceremony, followed by what only the right one has. */
export function compareCeremonies(
  left: DecodedCeremony,
  right: DecodedCeremony,
): readonly Difference[] {
  return differencesOf(linesOf(left), linesOf(right))
}

/** Every value, by its path. */
function linesOf(ceremony: DecodedCeremony): readonly Entry[] {
  const { members, clientData, extensions, sizes, signature, statements } = ceremony
  const id = members.find(({ name }) => name === 'id')?.value ?? ''
  return [
    ['kind', ceremony.kind],
    ...under(
      'response',
      members.map((line) => ownId(line, id)),
    ),
    ...under('clientData', clientData?.members ?? []),
    ...(clientData?.notes ?? []).map((note): Entry => [`clientData.note: ${note}`, 'so']),
    ...fieldLines('authenticatorData', ceremony.authenticatorData ?? [], hexOf(id)),
    ...fieldLines('', outsideAuthData(ceremony.attestationObject ?? [])),
    ...statements.flatMap(({ place, certificates }) =>
      certificates.flatMap((certificate, i) => valueLines(`${place}.x5c[${i}]`, certificate)),
    ),
    ...(signature ? [['signature.form', signature.form] as const] : []),
    ...fieldLines('signature', signature?.fields ?? []),
    ...extensions.flatMap(({ id, ...line }) => valueLines(`extensions.${id}`, line)),
    ...under(
      'sizes',
      sizes.map(({ name, bytes }) => ({ name, value: String(bytes) })),
    ),
    ...ceremony.problems.map(({ place, text }): Entry => [`problems.${place}: ${text}`, 'so']),
  ]
}

/** The credential id occurs in three places. If they agree, only the first one is compared. */
const SAME_ID = 'the same as id'

function ownId(line: Line, id: string): Line {
  return line.name === 'rawId' && line.value === id ? { ...line, value: SAME_ID } : line
}

function hexOf(id: string): string | undefined {
  return isBase64Url(id) ? toHex(decodeBase64Url(id)) : undefined
}

function under(place: string, lines: readonly Line[]): readonly Entry[] {
  return lines.map(({ name, value }) => [`${place}.${name}`, value])
}

/** Compares the authenticator data of a registration only once. */
function outsideAuthData(fields: readonly Field[]): readonly Field[] {
  return fields.map((field) => ({
    ...field,
    parts: field.parts.filter(({ name }) => name !== 'authData'),
  }))
}

/**
 * Fields with the same name get numbered paths.
 *
 * @param idHex the credential id in hexadecimal, if it is known.
 */
function fieldLines(above: string, fields: readonly Field[], idHex?: string): readonly Entry[] {
  const seen = new Map<string, number>()
  return fields.flatMap(({ name, value, hex, bits, parts }): readonly Entry[] => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    const numbered = times === 1 ? name : `${name} ${times}`
    const place = above === '' ? numbered : `${above}.${numbered}`
    if (bits) return bits.map((bit) => [`${place}.${bit.name}`, bit.meaning])
    if (parts.length > 0) return fieldLines(place, parts, idHex)
    return [[place, name === 'credentialId' && hex === idHex ? SAME_ID : value]]
  })
}

/** The values of plain data. */
function valueLines(place: string, value: unknown): readonly Entry[] {
  if (typeof value !== 'object' || value === null) return [[place, String(value)]]
  return Object.entries(value).flatMap(([name, one]) => valueLines(`${place}.${name}`, one))
}
