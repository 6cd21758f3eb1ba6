/** Seals the contents of a vault with the keys of another master key. */
import { ATTESTATION, type StoredRoot } from './attestation-roots'
import { GRANTS, type StoredGrant } from './grants'
import type { Operation } from './operation'
import { seal, unseal } from './seal'
import { PASSKEYS, TRASH, type StoredPasskey, type TrashRecord } from './stored-passkey'
import type { VaultKeys } from './vault-keys'
import type { Randomness } from '../platform/ports'

/** The derived keys, except those of the file's frames. */
type Purpose = 'privateKeys' | 'extensions' | 'grants' | 'attestation'

/** Seals again, for its owner, what one key sealed. */
type Reseal = (sealed: Uint8Array, purpose: Purpose, owner: Uint8Array) => Uint8Array

/**
 * @returns a function that reseals the sealed fields of an operation for the other keys, and returns an operation without such
 *   fields unchanged. The function throws when a sealed field does not open or is unknown. Then the vault must not be
 *   rewritten.
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

// The casts repeat the types of the collections' owners, which wrote these values.
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

/** The names of sealed fields say so. */
function hasSealedField(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  return Object.entries(value).some(([name, field]) =>
    name.startsWith('sealed') ? true : hasSealedField(field),
  )
}
