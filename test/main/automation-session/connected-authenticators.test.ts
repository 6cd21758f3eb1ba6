import { expect, it } from 'vitest'
import { ConnectedAuthenticators } from '../../../src/main/automation-session/connected-authenticators'
import { MemoryAuthenticator } from '../../../src/main/automation-session/memory-authenticator'
import { systemRandom } from '../../../src/main/platform/random'
import { PasskeyOrder } from '../../../src/main/vault/passkey-order'
import { ALGORITHMS } from '../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { PLATFORM_AUTHENTICATOR } from '../../../src/main/webauthn/authenticator/description'
import { FakeClock } from '../../support/fake-clock'
import { newEcKey } from '../../support/node-keys'
import { passkey } from '../../support/passkeys'

const described = {
  describe: () => PLATFORM_AUTHENTICATOR,
  isUserConsenting: () => true,
  onChange: () => undefined,
}

it('signals meet passkeys of the same time newest first, on whichever authenticator they are', async () => {
  const parts = {
    clock: new FakeClock(),
    random: systemRandom,
    algorithms: ALGORITHMS,
    order: new PasskeyOrder(),
  }
  const make = () => MemoryAuthenticator.make(described, parts)
  const [platform, one, two] = await Promise.all([make(), make(), make()])
  const connected = new ConnectedAuthenticators(platform, () => true)
  connected.plugIn('one', one)
  connected.plugIn('two', two)

  for (const [index, authenticator] of [one, two, one, two].entries()) {
    const credentialId = Uint8Array.of(index, 1, 1)
    await authenticator.addAll([
      {
        passkey: passkey({ credentialId, userHandle: credentialId, rpId: 'example.org' }),
        privateKey: newEcKey('P-256'),
        secrets: {},
      },
    ])
  }

  const order = connected.listByRp('example.org').map(({ credentialId }) => credentialId[0])
  expect(order).toEqual([3, 2, 1, 0])
  await Promise.all([platform, one, two].map((authenticator) => authenticator.close()))
})
