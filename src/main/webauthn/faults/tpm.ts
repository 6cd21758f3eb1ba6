/** Changes of `tpm` statements (WebAuthn §8.3). */
import { id_ce_extKeyUsage, id_ce_subjectAltName } from '@peculiar/asn1-x509'
import { createHash } from 'node:crypto'
import type { CERTIFIED_STATEMENT_FAULTS } from '../../../shared/faults/certified-statement-faults'
import { FORMAT_ROWS } from '../authenticator/attestation/formats'
import { ATTESTATION_SUBJECT } from '../authenticator/attestation/names'
import type { CertificateProfile } from '../authenticator/attestation/ports'
import type { Attested } from '../authenticator/attestation/statement'
import { encodeCertifyInfo, encodePublicArea } from '../authenticator/attestation/tpm-structures'
import type { CborValue } from '../encoding/cbor'
import { authorityWith, watchedAuthority, type ProfileChange } from './authorities'
import { NotApplicable, type Fault } from './fault'
import { withBitFlipped } from './flipped'
import { otherKey } from './keys'

type Id = Extract<(typeof CERTIFIED_STATEMENT_FAULTS)[number]['id'], `tpm-${string}`>
type Members = Map<string, CborValue>

/** The offsets of the members of `certInfo`. */
const MAGIC_END = 3
const TYPE_END = 5
const SIGNER_START = 6
const LENGTH_BYTES = 2
const HASH_BYTES = 32

export const TPM_CHANGES: Readonly<Record<Id, Fault>> = {
  'tpm-magic-wrong': certInfo((own) => withBitFlipped(own, MAGIC_END)),
  'tpm-type-wrong': certInfo((own) => withBitFlipped(own, TYPE_END)),
  'tpm-extra-data-wrong': certInfo((own) => withBitFlipped(own, extraDataStart(own))),
  'tpm-name-wrong': certInfo((own, members) => withBitFlipped(own, nameStart(own, members))),
  'tpm-public-area-of-other-key': {
    statement: async ({ attested }, about) => {
      const { members, sign } = await tpmStatement(attested)
      const own = members.get('certInfo') as Uint8Array
      const start = extraDataStart(own)
      const extraData = own.slice(start, start + HASH_BYTES)
      const pubArea = encodePublicArea((await otherKey(about)).spki)
      const changed = encodeCertifyInfo(pubArea, extraData, about.authority.tpmClock, null)
      const statement = members.set('pubArea', pubArea).set('certInfo', changed)
      return { format: 'tpm', statement: statement.set('sig', sign(changed)) }
    },
  },
  'tpm-version-wrong': {
    statement: async ({ attested }) => {
      const { members } = await tpmStatement(attested)
      return { format: 'tpm', statement: members.set('ver', '1.2') }
    },
  },
  'tpm-subject-not-empty': profile((own) => ({ ...own, subject: ATTESTATION_SUBJECT })),
  'tpm-alternative-name-missing': profile((own) => withoutExtension(own, id_ce_subjectAltName)),
  'tpm-key-usage-missing': profile((own) => withoutExtension(own, id_ce_extKeyUsage)),
}

/** The certificate of the attestation key has another profile. */
function profile(change: ProfileChange): Fault {
  return {
    statement: async ({ attested }, { now }) => {
      const authority = authorityWith(attested.authority, change, now())
      const { members } = await tpmStatement({ ...attested, authority })
      return { format: 'tpm', statement: members }
    },
  }
}

function withoutExtension(own: CertificateProfile, oid: string): CertificateProfile {
  return { ...own, extensions: own.extensions.filter((extension) => extension.oid !== oid) }
}

/** Changes the data and signs the statement again. */
function certInfo(change: (own: Uint8Array, members: Members) => Uint8Array): Fault {
  return {
    statement: async ({ attested }) => {
      const { members, sign } = await tpmStatement(attested)
      const changed = change(members.get('certInfo') as Uint8Array, members)
      const statement = members.set('certInfo', changed).set('sig', sign(changed))
      return { format: 'tpm', statement }
    },
  }
}

async function tpmStatement(attested: Attested): Promise<{
  readonly members: Members
  readonly sign: (data: Uint8Array) => Uint8Array
}> {
  if (!FORMAT_ROWS.tpm.canAttest(attested.algorithm))
    throw new NotApplicable('a key of this algorithm cannot be attested as tpm')
  const { authority, lastKey } = watchedAuthority(attested.authority)
  const statement = await FORMAT_ROWS.tpm.makeStatement({ ...attested, authority })
  const key = lastKey()?.signingKey
  if (!key) throw new Error('a tpm statement is signed by a certified key')
  return {
    members: new Map(statement as ReadonlyMap<string, CborValue>),
    sign: (data) => key.sign(data),
  }
}

function extraDataStart(own: Uint8Array): number {
  const signerBytes = new DataView(own.buffer, own.byteOffset).getUint16(SIGNER_START)
  return SIGNER_START + LENGTH_BYTES + signerBytes + LENGTH_BYTES
}

function nameStart(own: Uint8Array, members: Members): number {
  const publicArea = members.get('pubArea') as Uint8Array
  return Buffer.from(own).indexOf(createHash('sha256').update(publicArea).digest())
}
