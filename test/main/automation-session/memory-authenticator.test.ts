import { expect, it } from 'vitest'
import { MemoryAuthenticator } from '../../../src/main/automation-session/memory-authenticator'
import { systemRandom } from '../../../src/main/platform/random'
import { PasskeyOrder } from '../../../src/main/vault/passkey-order'
import { ALGORITHMS } from '../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { PLATFORM_AUTHENTICATOR } from '../../../src/main/webauthn/authenticator/description'
import { FakeClock } from '../../support/fake-clock'
import { newEcKey } from '../../support/node-keys'
import { passkey } from '../../support/passkeys'

it('opens the key of a passkey before a page signs in with it', async () => {
  const es256 = ALGORITHMS.get(-7)!
  let opened = 0
  const open = (privateKey: Uint8Array) => {
    opened++
    return es256.open(privateKey)
  }
  const authenticator = await made(new Map([[-7, { ...es256, open }]]))
  const credentialId = new Uint8Array([1, 2, 3])
  const kept = passkey({ credentialId, algorithm: -7 })
  const privateKey = newEcKey('P-256')
  await authenticator.addAll([{ passkey: kept, privateKey, secrets: {} }])

  authenticator.openKey(credentialId)
  expect(opened).toBe(1)
  authenticator
    .access(null)
    .signingKeys.of(kept)
    .sign(new Uint8Array([1]))

  expect(opened).toBe(1)
  await authenticator.close()
})

it('does not sign with other algorithms in advance, nor for a passkey that is gone', async () => {
  const authenticator = await made()
  const credentialId = new Uint8Array([1, 2, 3])
  const kept = passkey({ credentialId, algorithm: -8 })
  await authenticator.addAll([{ passkey: kept, privateKey: new Uint8Array([0]), secrets: {} }])

  authenticator.openKey(credentialId)
  authenticator.openKey(new Uint8Array([3]))

  await authenticator.close()
})

it('removes all passkeys in one change, also those that are not discoverable', async () => {
  const authenticator = await made()
  const ids = [1, 2, 3].map((id) => new Uint8Array([id, 1, 1]))
  await authenticator.addAll(
    ids.map((credentialId, index) => ({
      passkey: passkey({ credentialId, userHandle: credentialId, discoverable: index > 0 }),
      privateKey: newEcKey('P-256'),
      secrets: {},
    })),
  )
  const counts: number[] = []
  const stopListening = authenticator.passkeys.onChange(() =>
    counts.push(authenticator.list().length),
  )

  await authenticator.removeAll()
  stopListening()

  expect([...new Set(counts)]).toEqual([0])
  expect(authenticator.passkeys.listTrash()).toEqual([])
  await authenticator.close()
})

function made(algorithms = ALGORITHMS): Promise<MemoryAuthenticator> {
  return MemoryAuthenticator.make(
    {
      describe: () => PLATFORM_AUTHENTICATOR,
      isUserConsenting: () => true,
      onChange: () => undefined,
    },
    { clock: new FakeClock(), random: systemRandom, algorithms, order: new PasskeyOrder() },
  )
}
