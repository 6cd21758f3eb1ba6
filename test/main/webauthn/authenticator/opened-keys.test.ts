import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { OpenedKeys } from '../../../../src/main/webauthn/authenticator/opened-keys'
import type { Passkey } from '../../../../src/main/webauthn/authenticator/ports'
import { MemoryPasskeys, passkey } from '../../../support/passkeys'
import { isSignature } from '../../../support/signature-check'

const one = passkey({ credentialId: Uint8Array.of(1) })
const other = passkey({ credentialId: Uint8Array.of(2) })

describe('opened keys', () => {
  it('unseal a private key once', () => {
    const { keys, unsealed } = openedKeys([one])

    expect(keys.of(one)).toBe(keys.of(one))
    expect(unsealed).toEqual(['1'])
  })

  it('overwrite the unsealed bytes, and still sign', () => {
    const store = new MemoryPasskeys([one])
    const unsealed = store.privateKey(one.credentialId)
    const { spki, sign } = new OpenedKeys({ privateKey: () => unsealed }, ALGORITHMS).of(one)
    const data = Uint8Array.of(1, 2, 3)

    expect(unsealed.every((byte) => byte === 0)).toBe(true)
    expect(isSignature(one.algorithm, spki, data, sign(data))).toBe(true)
  })

  it('keep the keys of different passkeys separate', () => {
    const { keys } = openedKeys([one, other])

    expect(keys.of(one)).not.toBe(keys.of(other))
  })

  it('forget only the passkeys that are no longer kept', () => {
    const { keys, unsealed } = openedKeys([one, other])
    keys.of(one)
    keys.of(other)
    keys.retain((credentialId) => credentialId === other.credentialId)
    keys.of(one)
    keys.of(other)

    expect(unsealed).toEqual(['1', '2', '1'])
  })

  it('stay open for 256 passkeys, and forget the least recently used passkey', () => {
    const many = Array.from({ length: 257 }, (_, i) =>
      passkey({ credentialId: Uint8Array.of(i >> 8, i & 0xff) }),
    )
    const { keys, unsealed } = openedKeys(many)
    for (const kept of many.slice(0, 256)) keys.of(kept)
    keys.of(many[0]!) // Passkey 0 signs again, so passkey 1 is the least recently used.
    keys.of(many[256]!)
    unsealed.length = 0
    keys.of(many[0]!)
    keys.of(many[1]!)

    expect(unsealed).toEqual(['0,1'])
  })

  it('throw for an unknown algorithm', () => {
    const { keys } = openedKeys([one])

    expect(() => keys.of({ ...one, algorithm: -999 })).toThrow('cannot sign with algorithm -999')
  })
})

function openedKeys(passkeys: readonly Passkey[]) {
  const store = new MemoryPasskeys(passkeys)
  const unsealed: string[] = []
  const keys = new OpenedKeys(
    {
      privateKey: (credentialId) => {
        unsealed.push(credentialId.join())
        return store.privateKey(credentialId)
      },
    },
    ALGORITHMS,
  )
  return { keys, unsealed }
}
