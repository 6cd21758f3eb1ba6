/** `android-safetynet`, which Latchkey does not make: a statement by a certificate of this test. */
import 'reflect-metadata'
import { X509CertificateGenerator } from '@peculiar/x509'
import { Encoder } from 'cbor-x'
import { createHash, webcrypto } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { checkCeremony } from '../../../src/inspect/check/check-ceremony'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { readCeremony } from '../../../src/inspect/decode/ceremony'
import { rootAuthority } from '../../support/attestation'
import { expectEveryByte, genuine, wrongIn } from '../../support/inspected'
import { base64url, fromBase64url } from '../../support/webauthn-options'
import { seededRandom } from '../../support/webauthn-ports'

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const encoder = new Encoder({ useRecords: false, tagUint8Array: false, variableMapSize: true })
const { subtle } = webcrypto
let registration: Awaited<ReturnType<typeof genuine>>['registration']
let keys: webcrypto.CryptoKeyPair
let certificate: Buffer

beforeAll(async () => {
  ;({ registration } = await genuine(-7, 'none', rootAuthority(seededRandom('safetynet'))))
  const size = { modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }
  keys = await subtle.generateKey({ ...RS256, ...size }, true, ['sign', 'verify'])
  const made = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=attest.android.com',
    keys,
    signingAlgorithm: RS256,
  })
  certificate = Buffer.from(made.rawData)
})

/** The registration with a statement that says this. */
async function attested(said: (nonce: string) => object) {
  const { response, ...credential } = registration.response
  const authData = fromBase64url(response.authenticatorData)
  const clientDataHash = sha256(fromBase64url(response.clientDataJSON))
  const nonce = sha256(Buffer.concat([authData, clientDataHash])).toString('base64')
  const signed = [{ alg: 'RS256', x5c: [certificate.toString('base64')] }, said(nonce)]
    .map((part) => base64url(JSON.stringify(part)))
    .join('.')
  const signature = await subtle.sign(RS256, keys.privateKey, Buffer.from(signed))
  const jws = Buffer.from(`${signed}.${base64url(new Uint8Array(signature))}`)
  const object = {
    fmt: 'android-safetynet',
    attStmt: { ver: '1', response: new Uint8Array(jws) },
    authData,
  }
  const attestationObject = base64url(encoder.encode(object))
  return {
    ...registration,
    response: { ...credential, response: { ...response, attestationObject } },
  }
}

it('reads the response of Google’s service, part by part', async () => {
  const answer = await attested((nonce) => ({ nonce, ctsProfileMatch: true }))
  const { attestationObject, statements, problems } = await decodeCeremony(answer)

  expect(problems).toEqual([])
  expectEveryByte(attestationObject!, readCeremony(answer).attestationObject!.bytes)
  expect(statements).toMatchObject([
    { certificates: [{ subject: 'CN=attest.android.com', signedBy: 'itself' }] },
  ])
  expect(wrongIn(await checkCeremony(answer))).toEqual([])
})

it.each([
  ['another nonce', () => ({ nonce: 'AAAA', ctsProfileMatch: true }), '§8.5: not so: The nonce'],
  ['a device that failed', (nonce: string) => ({ nonce }), '§8.5: ctsProfileMatch is not true'],
])('finds %s', async (_, said, fault) => {
  const found = wrongIn(await checkCeremony(await attested(said)))

  expect(found.join('\n')).toContain(fault)
})

function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest()
}
