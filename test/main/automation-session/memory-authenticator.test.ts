import { expect, it } from 'vitest'
import { MemoryAuthenticator } from '../../../src/main/automation-session/memory-authenticator'
import { systemRandom } from '../../../src/main/platform/random'
import { PasskeyOrder } from '../../../src/main/vault/passkey-order'
import { ALGORITHMS } from '../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { PLATFORM_AUTHENTICATOR } from '../../../src/main/webauthn/authenticator/description'
import { FakeClock } from '../../support/fake-clock'
import { newEcKey } from '../../support/node-keys'
import { passkey } from '../../support/passkeys'

it('removes all passkeys in one change, also those that are not discoverable', async () => {
  const authenticator = await MemoryAuthenticator.make(
    {
      describe: () => PLATFORM_AUTHENTICATOR,
      isUserConsenting: () => true,
      onChange: () => undefined,
    },
    {
      clock: new FakeClock(),
      random: systemRandom,
      algorithms: ALGORITHMS,
      order: new PasskeyOrder(),
    },
  )
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
