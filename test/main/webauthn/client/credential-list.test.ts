import { describe, expect, it } from 'vitest'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorLimits,
} from '../../../../src/main/webauthn/authenticator/description'
import { fittingIds } from '../../../../src/main/webauthn/client/credential-list'
import { hiddenPasskey, passkey } from '../../../support/passkeys'
import { webauthnPorts } from '../../../support/webauthn-ports'

const id = (n: number) => Uint8Array.of(n)
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => id(from + i))

describe('fittingIds', () => {
  it.each<[string, Partial<AuthenticatorLimits>, number]>([
    ['without a limit', {}, 200],
    ['that is as long as the limit', { credentialIdsInList: 200 }, 200],
    ['that is empty', { credentialIdsInList: 1 }, 0],
  ])('keeps unchanged a list %s', (_what, limits, length) => {
    expect(fitted(limits, ids(0, length))).toEqual(ids(0, length))
  })

  it('omits ids that are longer than the limit of the authenticator', () => {
    const list = [new Uint8Array(17), new Uint8Array(16)]

    expect(fitted({ credentialIdBytes: 16 }, list)).toEqual([new Uint8Array(16)])
  })

  it.each([1, 2, 7, 199])(
    'finds the kept ids in a long list for an authenticator with a limit of %d',
    (most) => {
      expect(fitted({ credentialIdsInList: most }, ids(0, 200))).toEqual(
        [id(150), id(160)].slice(0, most),
      )
    },
  )

  it('returns an empty list when no id of a long list is kept', () => {
    expect(fitted({ credentialIdsInList: 5 }, ids(0, 100))).toEqual([])
  })

  it.each([
    ['hidden', hiddenPasskey({ credentialId: id(5) })],
    ['of another relying party', passkey({ credentialId: id(5), rpId: 'example.com' })],
  ])('does not find a passkey that is %s', (_what, kept) => {
    expect(fitted({ credentialIdsInList: 5 }, ids(0, 10), [kept])).toEqual([])
  })

  it('finds a passkey of the AppID when no passkey of the RP ID matches', () => {
    const appId = 'https://example.org/app-id'
    const ofAppId = passkey({ credentialId: id(5), rpId: appId })
    const one = { credentialIdsInList: 1 }

    expect(fitted(one, ids(0, 10), [ofAppId], appId)).toEqual([id(5)])
    expect(fitted(one, ids(0, 200), [ofAppId, ...kept], appId)).toEqual([id(150)])
    expect(fitted(one, ids(0, 10), [ofAppId])).toEqual([])
  })

  it('counts only the ids that fit the authenticator', () => {
    const list = [...ids(0, 3), new Uint8Array(200)]

    expect(fitted({ credentialIdsInList: 3, credentialIdBytes: 16 }, list)).toEqual(ids(0, 3))
  })
})

const kept = [150, 160].map((n) => passkey({ credentialId: id(n), userHandle: id(n) }))

function fitted(
  limits: Partial<AuthenticatorLimits>,
  list: readonly Uint8Array[],
  passkeys = kept,
  appId?: string,
) {
  const { ports } = webauthnPorts({
    passkeys,
    authenticator: { limits: { ...PLATFORM_AUTHENTICATOR.limits, ...limits } },
  })
  return fittingIds({ rpId: 'example.org', appId }, list, ports)
}
