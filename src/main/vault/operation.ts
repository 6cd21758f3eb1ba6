/** The contents of one frame of the vault: changes that happen together or not at all. */
import { decodeCbor, encodeCbor } from './cbor'
import { UnreadableVaultError } from './errors'

/** A change of one value in one of the vault's collections. */
export type Operation =
  | readonly ['put', collection: string, key: string, value: unknown]
  | readonly ['delete', collection: string, key: string]

export function encodeBatch(batch: readonly Operation[]): Uint8Array<ArrayBuffer> {
  return encodeCbor(batch)
}

/**
 * @param bytes the plaintext of a frame. Its seal has proved that it is our own.
 * @throws {UnreadableVaultError} when a newer Latchkey wrote it.
 */
export function decodeBatch(bytes: Uint8Array): readonly Operation[] {
  const batch = decodeCbor(bytes)
  if (!Array.isArray(batch) || !batch.every(isOperation))
    throw new UnreadableVaultError(
      'A newer Latchkey wrote entries of this vault. Update Latchkey to open the vault.',
    )
  return batch
}

function isOperation(value: unknown): value is Operation {
  if (!Array.isArray(value)) return false
  const [what, collection, key] = value as unknown[]
  const length = what === 'put' ? 4 : what === 'delete' ? 3 : -1
  return value.length === length && typeof collection === 'string' && typeof key === 'string'
}
