import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  encodeAuthenticatorData,
  type AuthenticatorFlags,
} from '../../../../src/main/webauthn/authenticator/authenticator-data'
import { readAuthenticatorData } from '../../../support/authenticator-answers'
import { hex, unhex, vector, VECTOR_NAMES, VECTOR_RP_ID } from '../../../support/vectors'

const flagsOf = (flags: Record<'UP' | 'UV' | 'BE' | 'BS', boolean>): AuthenticatorFlags => ({
  userPresent: flags.UP,
  userVerified: flags.UV,
  backupEligible: flags.BE,
  backedUp: flags.BS,
})

describe('authenticator data', () => {
  it.each(VECTOR_NAMES)('matches the registration of the specification’s vector %s', (name) => {
    const { aaguid, credentialId, registration } = vector(name)

    const data = encodeAuthenticatorData({
      rpId: VECTOR_RP_ID,
      flags: flagsOf(registration.flags),
      signCount: 0,
      attestedCredential: { aaguid, credentialId, publicKey: registration.coseKey },
    })

    expect(hex(data)).toBe(hex(registration.authenticatorData))
  })

  it.each(VECTOR_NAMES)('matches the assertion of the specification’s vector %s', (name) => {
    const { authentication } = vector(name)

    const data = encodeAuthenticatorData({
      rpId: VECTOR_RP_ID,
      flags: flagsOf(authentication.flags),
      signCount: 0,
    })

    expect(hex(data)).toBe(hex(authentication.authenticatorData))
  })

  it('clears the BS flag of a passkey that is not backup eligible (§6.1)', () => {
    const data = encodeAuthenticatorData({
      rpId: 'example.org',
      flags: { userPresent: true, userVerified: false, backupEligible: false, backedUp: true },
      signCount: 0,
    })

    expect(data[32]).toBe(0x01)
  })

  it('ends with the extensions, and sets the ED flag', () => {
    const extensions = unhex('a16863726564426c6f62f5') // {"credBlob": true}
    const data = encodeAuthenticatorData({
      rpId: 'example.org',
      flags: { userPresent: true, userVerified: false, backupEligible: false, backedUp: false },
      signCount: 0,
      extensions,
    })

    expect(data[32]).toBe(0x81)
    expect(hex(data.subarray(37))).toBe(hex(extensions))
  })

  it('is decoded by a relying party to the same values', () => {
    const someFlags = fc.record({
      userPresent: fc.boolean(),
      userVerified: fc.boolean(),
      backupEligible: fc.boolean(),
      backedUp: fc.boolean(),
    })
    const attested = fc.option(fc.uint8Array({ minLength: 1, maxLength: 1023 }), { nil: undefined })
    const { aaguid, registration } = vector('none-es256')

    fc.assert(
      fc.property(
        fc.string(),
        someFlags,
        fc.integer({ min: 0, max: 0xffff_ffff }),
        attested,
        (rpId, flags, signCount, credentialId) => {
          const data = encodeAuthenticatorData({
            rpId,
            flags,
            signCount,
            ...(credentialId && {
              attestedCredential: { aaguid, credentialId, publicKey: registration.coseKey },
            }),
          })
          const parsed = readAuthenticatorData(data)

          expect(hex(parsed.rpIdHash)).toBe(createHash('sha256').update(rpId).digest('hex'))
          expect(parsed.flags).toMatchObject({
            up: flags.userPresent,
            uv: flags.userVerified,
            be: flags.backupEligible,
            bs: flags.backupEligible && flags.backedUp,
            at: credentialId !== undefined,
            ed: false,
          })
          expect(data[32]! & 0b0010_0010).toBe(0)
          expect(parsed.counter).toBe(signCount)
          expect(parsed.credentialID && hex(parsed.credentialID)).toBe(
            credentialId && hex(credentialId),
          )
          expect(parsed.credentialPublicKey && hex(parsed.credentialPublicKey)).toBe(
            credentialId && hex(registration.coseKey),
          )
        },
      ),
    )
  })
})
