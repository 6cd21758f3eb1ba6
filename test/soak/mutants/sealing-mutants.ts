/** Mutants whose seals are bound to less, or whose keys are shared. */
import type { Row } from './mutant'

export const SEALING: readonly Row[] = [
  [
    'frames are not bound to their generation',
    ['frame.ts', 'this.#aboutView.setUint32(header.vaultId.length, header.generation)', ''],
  ],
  ['generations share a key', ['vault-keys.ts', 'records ${generation}', 'records']],
  [
    'generations share all',
    ['frame.ts', 'this.#aboutView.setUint32(header.vaultId.length, header.generation)', ''],
    ['vault-keys.ts', 'records ${generation}', 'records'],
  ],
  ['frames are not bound to their vault', ['frame.ts', 'this.#about.set(header.vaultId, 0)', '']],
  [
    'vaults share their keys',
    [
      'vault-keys.ts',
      "'sha256', this.#masterKey, this.vaultId,",
      "'sha256', this.#masterKey, new Uint8Array(16),",
    ],
  ],
  [
    'vaults share all',
    ['frame.ts', 'this.#about.set(header.vaultId, 0)', ''],
    [
      'vault-keys.ts',
      "'sha256', this.#masterKey, this.vaultId,",
      "'sha256', this.#masterKey, new Uint8Array(16),",
    ],
  ],
  [
    'frames are not bound to their place',
    ['frame.ts', 'this.#aboutView.setUint32(at + 4, sequence >>> 0)', ''],
  ],
  [
    'frames after 4 294 967 295 are bound to early places',
    ['frame.ts', 'this.#aboutView.setUint32(at, Math.floor(sequence / 2 ** 32))', ''],
  ],
  [
    'the header is not bound to the first frame',
    [
      'frame.ts',
      'sequence === 0 ? Buffer.concat([this.#about, this.#header]) : this.#about',
      'this.#about',
    ],
  ],
  [
    'a private key is not bound to its id',
    [
      'stored-passkey.ts',
      'seal(keys.privateKeys, privateKey, keys.about(credentialId), random)',
      'seal(keys.privateKeys, privateKey, keys.vaultId, random)',
    ],
    [
      'stored-passkey.ts',
      'unseal(keys.privateKeys, stored.sealedKey, keys.about(stored.credentialId))',
      'unseal(keys.privateKeys, stored.sealedKey, keys.vaultId)',
    ],
  ],
  [
    'secrets of extensions are not bound to their passkey',
    [
      'stored-passkey.ts',
      'seal(keys.extensions, encoded, keys.about(credentialId), random)',
      'seal(keys.extensions, encoded, keys.vaultId, random)',
    ],
    [
      'stored-passkey.ts',
      'unseal(keys.extensions, stored.sealedExtensions, keys.about(stored.credentialId))',
      'unseal(keys.extensions, stored.sealedExtensions, keys.vaultId)',
    ],
  ],
  [
    'a token is not bound to its grant',
    ['grants.ts', 'keys.about(Buffer.from(id))', 'keys.vaultId', 2],
  ],
  [
    'the attestation root’s key is not bound to its certificate',
    ['attestation-roots.ts', 'keys.about(certificate)', 'keys.vaultId', 2],
  ],
  [
    'seals are not bound to their vault',
    ['vault-keys.ts', 'Buffer.concat([this.vaultId, owner])', 'owner'],
  ],
  ['purposes share a key', ['vault-keys.ts', 'latchkey ${purpose}', 'latchkey']],
  [
    'a seal that was changed opens',
    ['seal.ts', '    return undefined\n  }\n  return new', '  }\n  return new'],
  ],
  ['seals are bound to nothing', ['seal.ts', 'cipher.setAAD(about)', '', 2]],
  [
    'the header’s check does not matter',
    [
      'header.ts',
      'if (!startsWith(bytes.subarray(end), check(bytes.subarray(0, end))))',
      'if (false)',
    ],
  ],
  ['every nonce is the same', ['seal.ts', 'random.bytes(IV_BYTES)', 'new Uint8Array(IV_BYTES)']],
  ['keys stay in memory', ['vault-keys.ts', 'key.fill(0)', '']],
]
