import { describe, expect, it } from 'vitest'
import type { AuthenticatorBehaviour } from '../../../../src/main/webauthn/authenticator/behaviour'
import { ProviderCeremonies, turned } from '../../../support/provider-ceremonies'
import { fromBase64url } from '../../../support/webauthn-options'

const page = (...how: Parameters<typeof turned>) => new ProviderCeremonies(turned(...how))

describe('the credential id', () => {
  it.each<[AuthenticatorBehaviour['credentialId'], RegExp]>([
    [{ form: 'random', bytes: 65 }, /^[0-9a-f]{130}$/],
    [{ form: 'uuid', bytes: 16 }, /^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/],
    [{ form: 'sha1-of-public-key', bytes: 20 }, /^[0-9a-f]{40}$/],
  ])('has the form %j', async (credentialId, form) => {
    const { response, idBytes } = await page({ credentialId }).create()

    expect(Buffer.from(fromBase64url(response.rawId)).toString('hex')).toMatch(form)
    expect(idBytes).toBe(credentialId.bytes)
  })

  it('is a UUID in ASCII', async () => {
    const { response } = await page({ credentialId: { form: 'uuid-text', bytes: 36 } }).create()

    expect(Buffer.from(fromBase64url(response.rawId)).toString()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
})
