/** Changes of attestation certificates, and of the statements that have certificates. */
import type { CERTIFICATE_FAULTS } from '../../../shared/faults/certificate-faults'
import type { CERTIFIED_STATEMENT_FAULTS } from '../../../shared/faults/certified-statement-faults'
import { ES256, RS256 } from '../authenticator/algorithms/ids'
import { fidoAaguid } from '../authenticator/attestation/certificate-extensions'
import { FORMAT_ROWS } from '../authenticator/attestation/formats'
import { ATTESTATION_SUBJECT } from '../authenticator/attestation/names'
import { signedData, type Attested } from '../authenticator/attestation/statement'
import type { AttestationFormat } from '../authenticator/description'
import type { CborValue } from '../encoding/cbor'
import { ORIGIN_IMPORTED, withKeyDescription } from './android-key-description'
import { authorityWith, foreignAuthority, type ProfileChange } from './authorities'
import { NotApplicable, type About, type Fault } from './fault'
import { withLastBitFlipped } from './flipped'
import { otherKey } from './keys'
import { TPM_CHANGES } from './tpm'

type Id = (typeof CERTIFICATE_FAULTS | typeof CERTIFIED_STATEMENT_FAULTS)[number]['id']
type Members = ReadonlyMap<string, CborValue>

const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS
const AAGUID_BYTES = 16
const AAGUID_OID = fidoAaguid(new Uint8Array(AAGUID_BYTES)).oid
const HASH_BYTES = 32

export const CERTIFICATE_CHANGES: Readonly<Record<Id, Fault>> = {
  'chain-broken': packed(async (members) => {
    const [leaf, ...rest] = members.get('x5c') as readonly Uint8Array[]
    return leaf ? withMember(members, 'x5c', [withLastBitFlipped(leaf), ...rest]) : members
  }),
  'chain-of-foreign-root': remade('packed', async (attested, about) => ({
    ...attested,
    packedAttestation: 'x5c',
    enterprise: false,
    authority: foreignAuthority(about),
  })),
  'certificate-expired': profile((own, now) => ({
    ...own,
    validity: { notBefore: now - YEAR_MS, notAfter: now - DAY_MS },
  })),
  'certificate-not-yet-valid': profile((own, now) => ({
    ...own,
    validity: { notBefore: now + YEAR_MS, notAfter: now + 2 * YEAR_MS },
  })),
  'certificate-of-other-key': packed(async (members, attested, about) =>
    withMember(members, 'sig', (await otherKey(about)).sign(signedData(attested))),
  ),
  'certificate-alg-wrong': packed(async (members) =>
    withMember(members, 'alg', members.get('alg') === RS256 ? ES256 : RS256),
  ),
  'certificate-is-authority': profile((own) => ({ ...own, isAuthority: true })),
  'certificate-unit-wrong': profile((own) => ({
    ...own,
    subject: { ...ATTESTATION_SUBJECT, organizationalUnit: 'Another Unit' },
  })),
  'certificate-country-wrong': profile((own) => ({
    ...own,
    subject: { ...ATTESTATION_SUBJECT, country: 'Utopia' },
  })),
  'certificate-aaguid-wrong': profile((own) =>
    withExtension(own, () => fidoAaguid(new Uint8Array(AAGUID_BYTES).fill(0xaa))),
  ),
  'certificate-aaguid-critical': profile((own) =>
    withExtension(own, (extension) => ({ ...extension, critical: true })),
  ),
  ...TPM_CHANGES,
  'android-key-challenge-wrong': {
    statement: async ({ attested }, about) => {
      const members = await membersIn('android-key', ofOtherChallenge(attested, about))
      const sig = attested.signingKey.sign(signedData(attested))
      return { format: 'android-key', statement: withMember(members, 'sig', sig) }
    },
  },
  'android-key-of-other-key': remade('android-key', ofOtherKey),
  'android-key-all-applications': remade('android-key', (attested, { now }) => ({
    ...attested,
    authority: withKeyDescription(attested.authority, { allApplications: null }, now()),
  })),
  'android-key-imported': remade('android-key', (attested, { now }) => ({
    ...attested,
    authority: withKeyDescription(attested.authority, { origin: ORIGIN_IMPORTED }, now()),
  })),
  'apple-nonce-wrong': remade('apple', ofOtherChallenge),
  'apple-of-other-key': remade('apple', ofOtherKey),
  'u2f-aaguid-not-zero': u2f(
    (own) => own.fill(0xaa),
    async (members) => members,
  ),
  'u2f-two-certificates': u2f(
    (own) => own.fill(0),
    async (members) => {
      const x5c = members.get('x5c') as readonly Uint8Array[]
      return withMember(members, 'x5c', [...x5c, ...x5c])
    },
  ),
}

async function membersIn(
  format: AttestationFormat,
  attested: Attested | Promise<Attested>,
): Promise<Members> {
  const about = await attested
  const row = FORMAT_ROWS[format]
  if (!row.canAttest(about.algorithm))
    throw new NotApplicable(`a key of this algorithm cannot be attested as ${format}`)
  return (await row.makeStatement(about)) as Members
}

/** A statement of this format about changed data, whatever the format of the genuine one. */
function remade(
  format: AttestationFormat,
  change: (attested: Attested, about: About) => Attested | Promise<Attested>,
): Fault {
  return {
    statement: async ({ attested }, about) => ({
      format,
      statement: await membersIn(format, change(attested, about)),
    }),
  }
}

/** A `packed` statement with a certificate, changed afterwards. */
function packed(
  change: (members: Members, attested: Attested, about: About) => Promise<Members>,
): Fault {
  return {
    statement: async ({ attested }, about) => {
      const members = await membersIn('packed', certified(attested))
      return { format: 'packed', statement: await change(members, attested, about) }
    },
  }
}

/** A `packed` statement whose certificate has another profile. */
function profile(change: ProfileChange): Fault {
  return remade('packed', (attested, { now }) => ({
    ...certified(attested),
    authority: authorityWith(attested.authority, change, now()),
  }))
}

function certified(attested: Attested): Attested {
  return { ...attested, packedAttestation: 'x5c', enterprise: false }
}

/** @param aaguid returns the AAGUID for the authenticator data. */
function u2f(
  aaguid: (own: Uint8Array) => Uint8Array,
  change: (members: Members) => Promise<Members>,
): Fault {
  return {
    authenticatorData: (own) =>
      own.attested
        ? { ...own, attested: { ...own.attested, aaguid: aaguid(own.attested.aaguid.slice()) } }
        : own,
    statement: async ({ attested }) => ({
      format: 'fido-u2f',
      statement: await change(await membersIn('fido-u2f', attested)),
    }),
  }
}

function ofOtherChallenge(attested: Attested, { random }: About): Attested {
  return { ...attested, clientDataHash: random.bytes(HASH_BYTES) }
}

async function ofOtherKey(attested: Attested, about: About): Promise<Attested> {
  return { ...attested, signingKey: await otherKey(about) }
}

function withExtension(
  own: Parameters<ProfileChange>[0],
  change: (extension: ReturnType<typeof fidoAaguid>) => ReturnType<typeof fidoAaguid>,
): ReturnType<ProfileChange> {
  const extensions = own.extensions.map((one) => (one.oid === AAGUID_OID ? change(one) : one))
  return { ...own, extensions }
}

function withMember(members: Members, name: string, value: CborValue): Members {
  return new Map(members).set(name, value)
}
