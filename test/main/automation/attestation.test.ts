/** The attestation that drivers choose (WebAuthn §8.2). */
import { describe, expect, it } from 'vitest'
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import { X509Certificate } from 'node:crypto'
import { CTAP2_1_KEY } from '../../../src/main/webauthn/authenticator/security-keys'
import type { BridgeMessage } from '../../../src/shared/bridge-messages'
import { readAuthenticatorData } from '../../support/authenticator-answers'
import { DrivenSession } from '../../support/driven-session'
import { fromBase64url } from '../../support/webauthn-options'
import { INVALID } from '../../support/webdriver-session'

const session = DrivenSession.forEachTest()
const KEY = { protocol: 'ctap2_1', transport: 'usb', hasResidentKey: true }
const add = (configuration: object) => session.webauthn('POST', '', configuration)

/** Makes a passkey whose key is EdDSA, unless the authenticator has no such keys. */
async function attested(attestation: string) {
  const page = await session.page()
  const pubKeyCredParams = [-8, -7].map((alg) => ({ type: 'public-key', alg }))
  return read(await page.create('ada', { attestation, pubKeyCredParams }))
}

function read(answer: BridgeMessage) {
  if (answer.t !== 'result' || !answer.credential) throw new Error(JSON.stringify(answer))
  const { attestationObject } = answer.credential.response as { attestationObject: string }
  const decoded = decodeAttestationObject(new Uint8Array(fromBase64url(attestationObject)))
  const statement = decoded.get('attStmt')
  const [leaf] = statement.get('x5c') ?? []
  return {
    format: decoded.get('fmt'),
    alg: statement.get('alg'),
    certificate: leaf && new X509Certificate(Buffer.from(leaf)),
    aaguid: readAuthenticatorData(decoded.get('authData')).aaguid,
  }
}

/** id-fido-gen-ce-sernum, DER: in enterprise attestation alone. */
const SERIAL_NUMBER = Buffer.from('060b2b0601040182e51c010102', 'hex')

describe('the session’s own platform authenticator', () => {
  it('signs by itself until the settings say that a certified ES256 key signs', async () => {
    expect(await attested('direct')).toMatchObject({
      format: 'packed',
      alg: -8,
      certificate: undefined,
    })
    await session.value('POST', 'settings', { packedAttestation: 'x5c' })
    const { format, alg, certificate } = await attested('direct')

    expect([format, alg]).toEqual(['packed', -7])
    expect(certificate?.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' })
    expect(certificate?.raw.includes(SERIAL_NUMBER)).toBe(false)
  })

  it('names the device to the relying parties of the settings', async () => {
    await session.value('POST', 'settings', { enterpriseRpIds: ['localhost'] })

    expect((await attested('enterprise')).certificate?.raw.includes(SERIAL_NUMBER)).toBe(true)
  })
})

describe('a virtual authenticator', () => {
  it('attests as it is configured, even after a snapshot', async () => {
    const enterprise = { 'latchkey:enterpriseRpIds': ['localhost'] }
    await add({ ...KEY, 'latchkey:packedAttestation': 'x5c', ...enterprise })
    const snapshot = await session.value('GET', 'snapshot')
    await session.value('POST', 'restore', { snapshot })

    expect((await attested('direct')).alg).toBe(-7)
    expect((await attested('enterprise')).certificate?.raw.includes(SERIAL_NUMBER)).toBe(true)
  })

  it('is a typical security key', async () => {
    await add({ ...KEY, 'latchkey:model': 'ctap2.1-key' })
    const { format, certificate, aaguid } = await attested('direct')

    expect(format).toBe('packed')
    expect(certificate).toBeDefined()
    expect(Buffer.from(aaguid ?? []).equals(CTAP2_1_KEY.aaguid)).toBe(true)
  })

  it.each([
    { 'latchkey:model': 'stone' },
    { 'latchkey:packedAttestation': 'maybe' },
    { 'latchkey:enterpriseRpIds': 'localhost' },
    { 'latchkey:colour': 'red' },
  ])('is refused with %j', async (members) => {
    expect(await add({ ...KEY, ...members })).toMatchObject(INVALID)
  })
})
