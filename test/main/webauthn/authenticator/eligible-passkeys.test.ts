import { expect, it } from 'vitest'
import { PLATFORM_AUTHENTICATOR } from '../../../../src/main/webauthn/authenticator/description'
import { eligible } from '../../../../src/main/webauthn/authenticator/eligible-passkeys'
import { passkey } from '../../../support/passkeys'
import { webauthnPorts } from '../../../support/webauthn-ports'

it('reads the ids that the page named only once when it computes the offer several times', () => {
  const kept = passkey()
  const { ports, store } = webauthnPorts({ passkeys: [kept] })
  let reads = 0
  const named = new Proxy([kept.credentialId], {
    get: (ids, key, proxy) => {
      if (key === '0') reads++
      return Reflect.get(ids, key, proxy) as unknown
    },
  })
  const wanted = {
    rpId: kept.rpId,
    allowCredentialIds: named,
    conditional: true,
    requireUserVerification: true,
  }

  const found = Array.from({ length: 10 }, () => eligible(wanted, PLATFORM_AUTHENTICATOR, ports))

  expect(found).toEqual(Array.from({ length: 10 }, () => store.list()))
  expect(reads).toBe(1)
})
