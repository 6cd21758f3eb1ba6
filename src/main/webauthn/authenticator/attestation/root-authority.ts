/**
 * Latchkey's own attestation authority. Each vault has one root, made on demand and stored in the vault. All other keys are
 * derived from the root's key, so that there is only one secret to store.
 */
import { hkdfSync } from 'node:crypto'
import { ES256 } from '../algorithms/ids'
import type { Algorithm, SigningKey } from '../ports'
import type {
  AttestationAuthority,
  AttestationRoot,
  AttestationRootStore,
  CertificateProfile,
  CertifiedKey,
  TpmClock,
} from './ports'
import { issueCertificate } from './certificate'
import { mockName } from './names'
import type { Randomness } from '../../../platform/ports'

export interface RootAuthorityPorts {
  readonly store: AttestationRootStore
  /** Includes ES256, for the keys of the root and the leaves. */
  readonly algorithms: ReadonlyMap<number, Algorithm>
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

const DAY_MS = 86_400_000
/** Certificates begin one day early, for verifiers whose clocks are behind. */
const EARLY_MS = DAY_MS
const VALID_MS = 30 * 365 * DAY_MS
const SERIAL_NUMBER_BYTES = 16

const ROOT_NAME = mockName('Latchkey mock attestation root')

export class RootAuthority implements AttestationAuthority {
  readonly u2fAaguid = new Uint8Array(16)
  readonly tpmClock: TpmClock = {
    clock: 0n,
    resetCount: 0,
    restartCount: 0,
    safe: 1,
    firmwareVersion: 1n,
  }
  readonly tpmStatesQualifiedNames = true
  readonly #ports: RootAuthorityPorts
  readonly #es256: Algorithm
  #root: Promise<OpenRoot> | null = null

  constructor(ports: RootAuthorityPorts) {
    this.#ports = ports
    const es256 = ports.algorithms.get(ES256)
    if (!es256) throw new Error('attestation needs ES256')
    this.#es256 = es256
  }

  /** @returns DER. @throws when the root cannot be read or stored. */
  async rootCertificate(): Promise<Uint8Array> {
    return (await this.#open()).certificate
  }

  async certifiedKey(name: string, profile: CertificateProfile): Promise<CertifiedKey> {
    return (await this.#open()).certifiedKey(name, profile)
  }

  async certify(
    spki: Uint8Array,
    profile: CertificateProfile,
    path: 'without-root' | 'with-root',
  ): Promise<readonly Uint8Array[]> {
    const root = await this.#open()
    const certificate = root.certify(spki, profile, this.#ports.random.bytes(SERIAL_NUMBER_BYTES))
    return path === 'with-root' ? [certificate, root.certificate] : [certificate]
  }

  async deviceSerialNumber(aaguid: Uint8Array): Promise<Uint8Array> {
    return (await this.#open()).derive(`device ${Buffer.from(aaguid).toString('hex')}`, 16)
  }

  /** Forgets the open keys, because the vault was locked or replaced. */
  forget(): void {
    this.#root = null
  }

  #open(): Promise<OpenRoot> {
    if (this.#root) return this.#root
    const opening = this.#findOrMake()
    this.#root = opening
    opening.catch(() => {
      // The caller gets the error. The next call retries.
      if (this.#root === opening) this.#root = null
    })
    return opening
  }

  async #findOrMake(): Promise<OpenRoot> {
    const { store } = this.#ports
    const root = store.find() ?? (await store.keep(await makeRoot(this.#es256, this.#ports)))
    return new OpenRoot(root, this.#es256)
  }
}

/** A root with its opened key, and the keys that were derived from it. */
class OpenRoot {
  readonly certificate: Uint8Array
  readonly #root: AttestationRoot
  readonly #es256: Algorithm
  readonly #key: SigningKey
  readonly #certified = new Map<string, Promise<CertifiedKey>>()

  constructor(root: AttestationRoot, es256: Algorithm) {
    this.certificate = root.certificate
    this.#root = root
    this.#es256 = es256
    this.#key = es256.open(root.privateKey)
  }

  certifiedKey(name: string, profile: CertificateProfile): Promise<CertifiedKey> {
    const known = this.#certified.get(name)
    if (known) return known
    const made = this.#makeKey(name, profile)
    this.#certified.set(name, made)
    return made
  }

  certify(
    spki: Uint8Array,
    { subject, extensions, validity, isAuthority }: CertificateProfile,
    serialNumber: Uint8Array,
  ): Uint8Array {
    return issueCertificate(
      {
        serialNumber: withoutZeros(serialNumber),
        issuer: ROOT_NAME,
        subject,
        ...(validity ?? longValidity(this.#root.notBefore)),
        ...(isAuthority !== undefined && { isAuthority }),
        spki,
        issuerSpki: this.#key.spki,
        extensions,
      },
      this.#key,
    )
  }

  /** HKDF-SHA-256 of the root's private key: the same bytes while the root stays the same. */
  derive(purpose: string, length: number): Uint8Array {
    const info = `latchkey attestation ${purpose}`
    return new Uint8Array(hkdfSync('sha256', this.#root.privateKey, '', info, length))
  }

  async #makeKey(name: string, profile: CertificateProfile): Promise<CertifiedKey> {
    const random = { bytes: (length: number) => this.derive(`key ${name}`, length) }
    const signingKey = this.#es256.open(await this.#es256.newPrivateKey(random))
    const serialNumber = this.derive(`serial number ${name}`, SERIAL_NUMBER_BYTES)
    const x5c = [this.certify(signingKey.spki, profile, serialNumber)]
    return { algorithm: this.#es256.id, signingKey, x5c }
  }
}

async function makeRoot(
  es256: Algorithm,
  { random, now }: RootAuthorityPorts,
): Promise<AttestationRoot> {
  const privateKey = await es256.newPrivateKey(random)
  const key = es256.open(privateKey)
  const notBefore = now() - EARLY_MS
  const certificate = issueCertificate(
    {
      serialNumber: withoutZeros(random.bytes(SERIAL_NUMBER_BYTES)),
      issuer: ROOT_NAME,
      subject: ROOT_NAME,
      ...longValidity(notBefore),
      spki: key.spki,
      issuerSpki: key.spki,
      extensions: [],
    },
    key,
  )
  return { privateKey, certificate, notBefore }
}

function longValidity(notBefore: number) {
  return { notBefore, notAfter: notBefore + VALID_MS }
}

/** DER writes numbers without leading zeros, so the first byte must not be 0. */
function withoutZeros([first = 0, ...rest]: Uint8Array): Uint8Array {
  return Uint8Array.of(first | 0x40, ...rest)
}
