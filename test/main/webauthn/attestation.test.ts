/** Every algorithm in every attestation format that supports it, verified with Latchkey's root installed. */
import { createHash, X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { canAttest } from '../../../src/main/webauthn/authenticator/attestation/formats'
import { encodePublicArea } from '../../../src/main/webauthn/authenticator/attestation/tpm-structures'
import {
  ATTESTATION_FORMATS,
  type AttestationFormat,
  type AuthenticatorDescription,
} from '../../../src/main/webauthn/authenticator/description'
import type { Algorithm } from '../../../src/main/webauthn/authenticator/ports'
import { WebAuthnClient } from '../../../src/main/webauthn/client/client'
import type { RegistrationResponseJson } from '../../../src/shared/webauthn-json'
import { rootAuthority } from '../../support/attestation'
import {
  askServer,
  certifiesCredential,
  holdsForNode,
  certificatesOf,
  judgeOf,
  selfJudgeOf,
  signedByItself,
  statementMember,
  statementsOf,
  trustRoot,
} from '../../support/attestation-judge'
import { readAttestation } from '../../support/authenticator-answers'
import { creation, fromBase64url } from '../../support/webauthn-options'
import { seededRandom, webauthnPorts } from '../../support/webauthn-ports'

const authority = rootAuthority(seededRandom('judged'))
let root: Uint8Array
beforeAll(async () => {
  root = await authority.rootCertificate()
  trustRoot(root)
})

const cells = ATTESTATION_FORMATS.filter((format) => format !== 'none').flatMap((format) =>
  [...ALGORITHMS.values()]
    .filter(({ id }) => canAttest(format, id))
    .map(({ id, name }) => ({ format, id, name, judge: judgeOf(format, id) })),
)
const simple = cells.filter(({ format }) => format !== 'compound')

/** Generates each algorithm's key once, because RSA keys are slow. */
const keptKeys = new Map<number, Promise<Uint8Array>>()
const algorithms: ReadonlyMap<number, Algorithm> = new Map(
  [...ALGORITHMS].map(([id, algorithm]) => [
    id,
    {
      ...algorithm,
      newPrivateKey: async (random) => {
        const key = keptKeys.get(id) ?? algorithm.newPrivateKey(random)
        keptKeys.set(id, key)
        return (await key).slice()
      },
    },
  ]),
)

describe('a relying party that trusts Latchkey’s root', { timeout: 60_000 }, () => {
  it.each(simple.filter(({ judge }) => judge === 'server'))(
    'accepts $name attested as $format',
    async ({ id, format }) => {
      expect(await askServer(await register(id, format))).toMatchObject({
        verified: true,
        registrationInfo: { fmt: format, userVerified: true },
      })
    },
  )

  it.each(simple.filter(({ judge }) => judge === 'node:crypto'))(
    'accepts $name attested as $format, by node:crypto',
    async ({ id, format }) => {
      const response = await register(id, format)

      expect(holdsForNode(response, root)).toBe(true)
      if (format === 'android-key') expect(certifiesCredential(response)).toBe(true)
    },
  )

  it.each(cells.filter(({ format }) => format === 'compound'))(
    'accepts each statement of $name attested as compound',
    async ({ id }) => {
      const statements = statementsOf(await register(id, 'compound'))
      const formats = statements.map(formatOf)
      expect(formats).toEqual(['packed', formats[1]])

      for (const [index, statement] of statements.entries()) {
        if (judgeOf(formats[index]!, id) === 'server')
          expect(await askServer(statement)).toMatchObject({ verified: true })
        else expect(holdsForNode(statement, root)).toBe(true)
      }
    },
  )

  it.each([...ALGORITHMS.values()])('accepts $name with self attestation', async ({ id }) => {
    const response = await register(id, 'packed', { packedAttestation: 'self' })

    if (selfJudgeOf(id) === 'server')
      expect(await askServer(response)).toMatchObject({ verified: true })
    else expect(signedByItself(response)).toBe(true)
  })

  it('rejects attestation under another root', async () => {
    const other = rootAuthority(seededRandom('another'))
    const response = await register(-7, 'packed', {}, other)

    await expect(askServer(response)).rejects.toThrow('could not be chained')
    expect(holdsForNode(response, root)).toBe(false)
  })

  it('finds the AAGUID in every certificate, and the serial number only for an enterprise RP ID', async () => {
    const enterprise = { enterpriseRpIds: ['example.org'] }
    const certificates = await Promise.all(
      [{}, enterprise].map(async (authenticator) =>
        leafHex(await register(-7, 'packed', authenticator, authority, 'enterprise')),
      ),
    )

    const [usual, enterpriseOnly] = certificates
    expect(usual).toContain(AAGUID_EXTENSION)
    expect(usual).not.toContain(SERIAL_NUMBER_EXTENSION)
    expect(enterpriseOnly).toContain(AAGUID_EXTENSION)
    expect(enterpriseOnly).toContain(SERIAL_NUMBER_EXTENSION)
  })

  it('accepts enterprise attestation from an authenticator that otherwise uses self attestation', async () => {
    const authenticator = { enterpriseRpIds: ['example.org'], packedAttestation: 'self' } as const
    const response = await register(-7, 'packed', authenticator, authority, 'enterprise')

    expect(certificatesOf(response)).toHaveLength(1)
    expect(await askServer(response)).toMatchObject({ verified: true })
  })
})

it('names the attestation key as the signer of a TPM’s statement, as a real TPM does', async () => {
  const response = await register(-7, 'tpm')

  const { publicKey } = new X509Certificate(certificatesOf(response)[0] ?? '')
  const area = encodePublicArea(publicKey.export({ format: 'der', type: 'spki' }))
  const name = Buffer.concat([SHA256_ID, hash(area)])
  const qualified = Buffer.concat([SHA256_ID, hash(Buffer.from('4000000b', 'hex'), name)])
  const certInfo = Buffer.from(statementMember(response, 'certInfo'))
  expect(certInfo.subarray(8, 8 + certInfo.readUInt16BE(6))).toEqual(qualified)
})

/** TPM_ALG_SHA256, which stands before a name. */
const SHA256_ID = Buffer.from('000b', 'hex')

function hash(...parts: readonly Uint8Array[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest()
}

async function register(
  alg: number,
  format: AttestationFormat,
  authenticator: Partial<AuthenticatorDescription> = {},
  by = authority,
  attestation = 'direct',
): Promise<RegistrationResponseJson> {
  const { ports } = webauthnPorts({
    algorithms,
    authority: by,
    authenticator: { algorithms: [alg], packedAttestation: 'x5c', ...authenticator },
  })
  return new WebAuthnClient(ports).create(
    creation({
      pubKeyCredParams: [{ type: 'public-key', alg }],
      attestation,
      attestationFormats: [format],
    }),
  )
}

function formatOf({ response }: RegistrationResponseJson) {
  return readAttestation(fromBase64url(response.attestationObject)).format as AttestationFormat
}

/** The bytes of a certificate extension: its OID and its value, or the start of its value (§8.2.1, §8.2.2). */
const AAGUID_EXTENSION =
  '060b2b0601040182e51c010104041204' + '10' + '84b9489f93f948d9a1db39a44ab735ee'
const SERIAL_NUMBER_EXTENSION = '060b2b0601040182e51c010102041204' + '10'

function leafHex(response: RegistrationResponseJson): string {
  const [leaf] = certificatesOf(response)
  return new X509Certificate(leaf ?? '').raw.toString('hex')
}
