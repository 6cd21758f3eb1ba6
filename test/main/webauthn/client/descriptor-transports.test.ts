import { describe, expect, it } from 'vitest'
import { CTAP2_KEY } from '../../../../src/main/webauthn/authenticator/security-keys'
import { passkey as keptPasskey } from '../../../support/passkeys'
import { clientWith, errorOf } from '../../../support/plugged-authenticators'
import { assertionRequest, base64url } from '../../../support/webauthn-options'

const passkey = keptPasskey()
const credential = (transports?: readonly string[], id = passkey.credentialId) => ({
  type: 'public-key',
  id: base64url(id),
  ...(transports && { transports }),
})

/** The outcome of a get() that allows these credentials, on Latchkey's own authenticator. */
async function get(
  allowCredentials: readonly object[],
  {
    mediation,
    ignoresTransports = false,
  }: { mediation?: string; ignoresTransports?: boolean } = {},
) {
  const world = clientWith([{ passkeys: [passkey] }], { ignoresTransports })
  const request = assertionRequest({ allowCredentials }, { mediation })
  const outcome = await errorOf(world.client.get(request))
  return { outcome, ...world }
}

describe('transports in allowCredentials', () => {
  it.each([
    ['none', [credential()]],
    ['an empty list', [credential([])]],
    ['its own', [credential(['internal', 'hybrid'])]],
    ['unknown ones alone', [credential(['pigeon', ''])]],
    ['its own beside another credential', [credential(['usb']), credential(['internal'])]],
    ['none of another credential', [credential(['usb']), credential(undefined, Uint8Array.of(9))]],
    ['its own beside an unknown one', [credential(['pigeon', 'internal'])]],
  ])('leave an authenticator in with %s', async (_what, allowCredentials) => {
    expect((await get(allowCredentials)).outcome).toBe('no error')
  })

  it.each([
    ['usb', [credential(['usb', 'nfc'])]],
    ['hybrid alone', [credential(['hybrid'])]],
    ['usb beside an unknown type', [credential(['usb']), { ...credential(), type: 'password' }]],
  ])('leave it out with %s, and the record says why', async (_what, allowCredentials) => {
    const { outcome, asked, reports } = await get(allowCredentials)

    expect(outcome).toBe('NotAllowedError')
    expect(asked).toEqual([])
    expect(reports[0]?.reason).toMatch(
      /reached over .+; this authenticator is reached over internal/,
    )
    expect(reports[0]?.reason).toContain('has a passkey that the page allows')
  })

  it('do not hint at a passkey if there is none', async () => {
    const { reports } = await get([credential(['usb'], Uint8Array.of(9))])

    expect(reports[0]?.reason).toMatch(/reached over internal$/)
  })

  it('do not count in conditional mediation, whose list is empty by then', async () => {
    expect((await get([credential(['usb'])], { mediation: 'conditional' })).outcome).toBe(
      'no error',
    )
  })

  it('can be passed over', async () => {
    expect((await get([credential(['usb'])], { ignoresTransports: true })).outcome).toBe('no error')
  })

  it('let the authenticator answer that they reach', async () => {
    const onKey = keptPasskey({ ...passkey, backupEligible: false, backedUp: false })
    const world = clientWith([{}, { authenticator: CTAP2_KEY, passkeys: [onKey] }])
    const request = assertionRequest({ allowCredentials: [credential(['nfc'])] })

    expect((await world.client.get(request)).authenticatorAttachment).toBe('cross-platform')
  })
})
