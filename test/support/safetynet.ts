/** `android-safetynet`, which Latchkey does not make: a statement by a certificate of its own. */
import 'reflect-metadata'
import { X509CertificateGenerator } from '@peculiar/x509'
import { Encoder } from 'cbor-x'
import { createHash, webcrypto } from 'node:crypto'
import { base64url, fromBase64url } from './webauthn-options'

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const encoder = new Encoder({ useRecords: false, tagUint8Array: false, variableMapSize: true })
const { subtle } = webcrypto

/** The members of a registration that the statement is about, in base64url. */
interface Attested {
  readonly response: { readonly authenticatorData: string; readonly clientDataJSON: string }
}

/** Stands for Google's service. */
export interface SafetyNet {
  /** The registration with a statement of the service that says this. */
  attest<T extends Attested>(
    registration: T,
    said: (nonce: string) => object,
  ): Promise<T & { readonly response: { readonly attestationObject: string } }>
}

export async function safetyNet(): Promise<SafetyNet> {
  const size = { modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }
  const keys = await subtle.generateKey({ ...RS256, ...size }, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=attest.android.com',
    keys,
    signingAlgorithm: RS256,
    notBefore: new Date(Date.UTC(2026, 0, 1)),
    notAfter: new Date(Date.UTC(2056, 0, 1)),
  })
  const x5c = [Buffer.from(certificate.rawData).toString('base64')]
  return {
    attest: async (registration, said) => {
      const { response } = registration
      const authData = fromBase64url(response.authenticatorData)
      const clientDataHash = sha256(fromBase64url(response.clientDataJSON))
      const nonce = sha256(Buffer.concat([authData, clientDataHash])).toString('base64')
      const signed = [{ alg: 'RS256', x5c }, said(nonce)]
        .map((part) => base64url(JSON.stringify(part)))
        .join('.')
      const signature = await subtle.sign(RS256, keys.privateKey, Buffer.from(signed))
      const jws = Buffer.from(`${signed}.${base64url(new Uint8Array(signature))}`)
      const attStmt = { ver: '1', response: new Uint8Array(jws) }
      const object = { fmt: 'android-safetynet', attStmt, authData }
      const attestationObject = base64url(encoder.encode(object))
      return { ...registration, response: { ...response, attestationObject } }
    },
  }
}

function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest()
}
