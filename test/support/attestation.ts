/** An attestation authority with its root in memory, and one with the root of a published vector. */
import { ALGORITHMS } from '../../src/main/webauthn/authenticator/algorithms/algorithms'
import type {
  AttestationAuthority,
  AttestationKey,
  AttestationRoot,
  AttestationRootStore,
} from '../../src/main/webauthn/authenticator/attestation/ports'
import { RootAuthority } from '../../src/main/webauthn/authenticator/attestation/root-authority'
import type { Randomness } from '../../src/main/platform/ports'

/** Keeps a root in memory, and counts how often it was requested. */
export class MemoryRoots implements AttestationRootStore {
  root: AttestationRoot | undefined
  reads = 0

  find(): AttestationRoot | undefined {
    this.reads++
    return this.root
  }

  async keep(root: AttestationRoot): Promise<AttestationRoot> {
    return (this.root ??= root)
  }
}

export function rootAuthority(random: Randomness, store = new MemoryRoots()): RootAuthority {
  return new RootAuthority({
    store,
    algorithms: ALGORITHMS,
    random,
    now: () => Date.UTC(2026, 0, 1),
  })
}

/**
 * Returns the given certificates, whatever they should certify, and one attestation key. States the same values as the
 * specification's vectors.
 */
export function fixedAuthority(
  x5c: readonly Uint8Array[],
  aaguid: Uint8Array,
  key?: AttestationKey,
): AttestationAuthority {
  return {
    certifiedKey: async () => {
      if (!key) throw new Error('this vector has no attestation key')
      return { algorithm: -7, signingKey: key, x5c }
    },
    certify: async () => x5c,
    deviceSerialNumber: async () => new Uint8Array(16),
    u2fAaguid: aaguid,
    tpmStatesQualifiedNames: false,
    tpmClock: {
      clock: 0n,
      resetCount: 0x11111111,
      restartCount: 0x22222222,
      safe: 0x33,
      firmwareVersion: 0n,
    },
  }
}
