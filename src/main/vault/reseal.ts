/** Seals what a vault holds with the keys of another master key. */
import { ATTESTATION, type StoredRoot } from './attestation-roots'
import { GRANTS, type StoredGrant } from './grants'
import type { Operation } from './operation'
import { seal, unseal } from './seal'
import { PASSKEYS, TRASH, type StoredPasskey, type TrashRecord } from './stored-passkey'
import type { VaultKeys } from './vault-keys'
import type { Randomness } from '../platform/ports'

/** The keys that are derived from the master key, without those of the file's frames. */
type Purpose = 'privateKeys' | 'extensions' | 'grants' | 'attestation'

/** Seals again what one key sealed, for its owner. */
type Reseal = (sealed: Uint8Array, purpose: Purpose, owner: Uint8Array) => Uint8Array

/**
 * @returns a function that makes the same operation with its sealed fields for the other keys; the operation itself where it
 *   has no such fields. It throws where a sealed
 *   field does not open, and where it does not know a sealed field: then nothing may be rewritten.
 */
export function resealingFor(
  from: VaultKeys,
  to: VaultKeys,
  random: Randomness,
): (operation: Operation) => Operation {
  const reseal: Reseal = (sealed, purpose, owner) => {
    const secret = unseal(from[purpose], sealed, from.about(owner))
    if (!secret) throw new Error('A secret in the vault is damaged, so its key cannot be changed.')
    const again = seal(to[purpose], secret, to.about(owner), random)
    secret.fill(0)
    return again
  }
  return (operation) => {
    if (operation[0] === 'delete') return operation
    const [what, collection, key, value] = operation
    const resealed = resealedValue(collection, key, value, reseal)
    return resealed === value ? operation : [what, collection, key, resealed]
  }
}

// The casts are those of the collections' owners: what stands in a collection was written by its owner.
function resealedValue(collection: string, key: string, value: unknown, reseal: Reseal): unknown {
  switch (collection) {
    case PASSKEYS:
      return resealedPasskey(value as StoredPasskey, reseal)
    case TRASH: {
      const record = value as TrashRecord
      return { ...record, passkey: resealedPasskey(record.passkey, reseal) }
    }
    case GRANTS: {
      const grant = value as StoredGrant
      return { ...grant, sealedToken: reseal(grant.sealedToken, 'grants', Buffer.from(key)) }
    }
    case ATTESTATION: {
      const root = value as StoredRoot
      return { ...root, sealedKey: reseal(root.sealedKey, 'attestation', root.certificate) }
    }
    default:
      if (hasSealedField(value))
        throw new Error('A later Latchkey wrote to this vault. Change its key with that Latchkey.')
      return value
  }
}

function resealedPasskey(stored: StoredPasskey, reseal: Reseal): StoredPasskey {
  const { credentialId, sealedKey, sealedExtensions } = stored
  return {
    ...stored,
    sealedKey: reseal(sealedKey, 'privateKeys', credentialId),
    ...(sealedExtensions && {
      sealedExtensions: reseal(sealedExtensions, 'extensions', credentialId),
    }),
  }
}

/** Sealed fields have names that say so. */
function hasSealedField(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  return Object.entries(value).some(([name, field]) =>
    name.startsWith('sealed') ? true : hasSealedField(field),
  )
}
