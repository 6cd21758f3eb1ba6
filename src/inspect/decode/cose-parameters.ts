/** The parameters of a COSE_Key, for a table. */
import { readCbor } from './cbor-reader'
import { readCoseKey } from './cose-key'

export interface CoseParameter {
  /** Such as -2; null when it is not a number. */
  readonly label: number | null
  /** Such as `x`. */
  readonly name: string
  /** In words; long bytes are shortened hexadecimal. */
  readonly value: string
  /** The value, if it is a byte string. Omits a secret. */
  readonly bytes: Uint8Array | null
}

/** @returns no parameters when the bytes are not a map. */
export function coseParameters(coseKey: Uint8Array): readonly CoseParameter[] {
  const item = readCbor(coseKey)
  if (item.kind !== 'map') return []
  const fields = readCoseKey(item, coseKey).field.parts.filter(({ name }) => name !== 'head')
  return item.entries.flatMap(({ key, value }, at) => {
    const field = fields[at]
    if (!field) return []
    return {
      label: key.kind === 'integer' ? Number(key.value) : null,
      name: field.name,
      value: field.value,
      bytes: value.kind === 'bytes' && !field.isSecret ? value.value : null,
    }
  })
}
