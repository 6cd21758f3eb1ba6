/** Latchkey's metadata at a relying party: @simplewebauthn/server's MetadataService in strict mode. */
import {
  BaseMetadataService,
  MetadataService,
  SettingsService,
  type MetadataStatement,
} from '@simplewebauthn/server'
import { verifyMDSBlob } from '@simplewebauthn/server/helpers'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { X509Certificate } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { AttestationFiles } from '../../../../../src/main/webauthn/authenticator/attestation/metadata/attestation-files'
import {
  PLATFORM_AUTHENTICATOR,
  type AttestationFormat,
} from '../../../../../src/main/webauthn/authenticator/description'
import {
  CTAP2_1_KEY,
  CTAP2_KEY,
} from '../../../../../src/main/webauthn/authenticator/security-keys'
import { WebAuthnClient } from '../../../../../src/main/webauthn/client/client'
import { rootAuthority } from '../../../../support/attestation'
import { askServer, certificatesOf } from '../../../../support/attestation-judge'
import { creation } from '../../../../support/webauthn-options'
import { seededRandom, webauthnPorts } from '../../../../support/webauthn-ports'

const authority = rootAuthority(seededRandom('metadata'))
const models = [PLATFORM_AUTHENTICATOR, CTAP2_KEY, CTAP2_1_KEY]
const files = new AttestationFiles(
  authority,
  () => models,
  () => Date.now(),
)
const PLATFORM_AAGUID = '84b9489f-93f9-48d9-a1db-39a44ab735ee'

beforeAll(async () => {
  const certificates = [(await files.make('root')).text]
  // No attestation format has the root installed, so that only the metadata can make a response acceptable.
  SettingsService.setRootCertificates({ identifier: 'mds', certificates })
})
afterEach(() => MetadataService.initialize({ mdsServers: [], verificationMode: 'permissive' }))

describe('a relying party that installed the metadata statement', () => {
  it.each<[AttestationFormat, number]>([
    ['packed', -7],
    ['packed', -8],
    ['packed', -257],
    ['tpm', -7],
    ['tpm', -257],
  ])('accepts %s of a key for %i through the metadata alone', async (format, alg) => {
    await strictly({ statements: [await statement()] })

    expect(await askServer(await register(format, alg))).toMatchObject({
      verified: true,
      registrationInfo: { aaguid: PLATFORM_AAGUID, userVerified: true },
    })
  })

  it('rejects a key that another root attested', async () => {
    await strictly({ statements: [await statement()] })
    const response = await register('packed', -7, rootAuthority(seededRandom('another')))

    await expect(askServer(response)).rejects.toThrow('could not be chained')
  })

  it('rejects a model without a statement', async () => {
    await strictly({ statements: [] })

    await expect(askServer(await register('packed', -7))).rejects.toThrow('No metadata statement')
  })
})

describe('the metadata BLOB', () => {
  it('is verified under Latchkey’s root, and contains every statement', async () => {
    const { statements, payload, parsedNextUpdate } = await verifyMDSBlob(await blob())

    expect(statements.map(({ aaguid }) => aaguid)).toEqual([
      PLATFORM_AAGUID,
      '23d560a9-0500-4acf-a643-95d6a0414f05',
      'bdd913d0-4c10-46c1-b87d-01d388936d4f',
    ])
    expect(statements[0]).toEqual(await statement())
    expect(payload.entries).toHaveLength(4)
    expect(parsedNextUpdate.getTime()).toBeGreaterThan(Date.now() + 9 * 365 * 86_400_000)
  })

  it('is rejected when its payload changed', async () => {
    const [header, payload = '', signature] = (await blob()).split('.')
    const forged = Buffer.from(
      Buffer.from(payload, 'base64url')
        .toString()
        .replace('NOT_FIDO_CERTIFIED', 'FIDO_CERTIFIED_L3plus'),
    ).toString('base64url')

    await expect(verifyMDSBlob([header, forged, signature].join('.'))).rejects.toThrow('signature')
  })

  it('is rejected under another root', async () => {
    const other = new AttestationFiles(
      rootAuthority(seededRandom('another')),
      () => models,
      () => Date.now(),
    )

    await expect(verifyMDSBlob((await other.make('blob')).text)).rejects.toThrow('path')
  })

  it('can be served to a relying party like the BLOB of the FIDO Alliance', async () => {
    await strictly({ mdsServers: [await serve(await blob())] })

    expect(await askServer(await register('packed', -7))).toMatchObject({ verified: true })
  })

  it('has a greater number when it is made later', async () => {
    const numbers = await Promise.all(
      [1, 2].map(async (seconds) => {
        const later = new AttestationFiles(
          authority,
          () => models,
          () => seconds * 1000,
        )
        return (await verifyMDSBlob((await later.make('blob')).text)).payload.no
      }),
    )

    expect(numbers).toEqual([1, 2])
  })
})

it('identifies U2F by the key in the attestation certificate', async () => {
  const u2f = JSON.parse((await files.make('u2f-statement')).text) as MetadataStatement
  const [certificate = new Uint8Array()] = certificatesOf(await register('fido-u2f', -7))

  expect(u2f.aaguid).toBeUndefined()
  expect(u2f.attestationCertificateKeyIdentifiers).toEqual([subjectKeyId(certificate)])
})

it('includes the root certificate in the metadata statement', async () => {
  const root = new X509Certificate((await files.make('root')).text)
  const { attestationRootCertificates } = await statement()

  expect(attestationRootCertificates).toEqual([root.raw.toString('base64')])
})

async function statement(): Promise<MetadataStatement> {
  return JSON.parse((await files.make('statement')).text) as MetadataStatement
}

async function blob(): Promise<string> {
  return (await files.make('blob')).text
}

async function strictly(options: Parameters<BaseMetadataService['initialize']>[0]): Promise<void> {
  await MetadataService.initialize({ mdsServers: [], ...options, verificationMode: 'strict' })
}

async function register(format: AttestationFormat, alg: number, by = authority) {
  const { ports } = webauthnPorts({ authority: by, authenticator: { packedAttestation: 'x5c' } })
  return new WebAuthnClient(ports).create(
    creation({
      pubKeyCredParams: [{ type: 'public-key', alg }],
      attestation: 'direct',
      attestationFormats: [format],
    }),
  )
}

/** Serves the text on a free port until the test has finished. */
async function serve(text: string): Promise<string> {
  const server = createServer((_request, response) => response.end(text))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** The subject key identifier: its OCTET STRING of 20 bytes behind the extension's OID. */
function subjectKeyId(certificate: Uint8Array): string {
  const [, after = ''] = Buffer.from(certificate).toString('hex').split('0603551d0e04160414')
  return after.slice(0, 40)
}
