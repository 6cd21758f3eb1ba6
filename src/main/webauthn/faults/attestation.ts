/** Changes of the attestation object, and of statements without certificates. */
import { encodeBase64Url } from '../../../shared/base64url'
import type { ATTESTATION_FAULTS } from '../../../shared/faults/attestation-faults'
import { FORMAT_ROWS } from '../authenticator/attestation/formats'
import { signedData, type AttestationStatement } from '../authenticator/attestation/statement'
import { RS256, ES256 } from '../authenticator/algorithms/ids'
import { concat } from '../encoding/bytes'
import { encodeCbor, type CborValue } from '../encoding/cbor'
import {
  NotApplicable,
  type About,
  type AttestationParts,
  type Fault,
  type MadeStatement,
} from './fault'
import { withLastBitFlipped } from './flipped'
import { otherKey } from './keys'
import { indefiniteMapOf, mapOf, type Pairs } from './odd-cbor'

type Id = (typeof ATTESTATION_FAULTS)[number]['id']
type Member = 'fmt' | 'attStmt' | 'authData'

const HASH_BYTES = 32

export const ATTESTATION_CHANGES: Readonly<Record<Id, Fault>> = {
  'format-unknown': withFormat(() => 'latchkey-unknown'),
  'format-upper-case': withFormat((format) => format.toUpperCase()),
  'format-swapped': {
    statement: async ({ format, statement }) => ({
      format: format === 'packed' ? 'fido-u2f' : 'packed',
      statement,
    }),
  },
  'none-with-statement': {
    attestationObject: ({ authenticatorData }) =>
      encode({ format: 'none', statement: new Map([['x', true]]), authenticatorData }),
  },
  'attestation-signature-flipped': {
    statement: async (made) => withStatement(made, changeSignature(made.statement)),
  },
  'attestation-signature-missing': {
    statement: async (made) => {
      const rest = [...membersOf(made)].filter(([name]) => name !== 'sig')
      return withStatement(made, new Map(rest))
    },
  },
  'attestation-of-other-challenge': {
    statement: async (made, { random }) => {
      const clientDataHash = random.bytes(HASH_BYTES)
      const row = FORMAT_ROWS[made.format]
      return withStatement(made, await row.makeStatement({ ...made.attested, clientDataHash }))
    },
  },
  'self-attestation-alg-wrong': selfAttestation(async ({ attested }) => ({
    alg: attested.algorithm === RS256 ? ES256 : RS256,
    sig: attested.signingKey.sign(signedData(attested)),
  })),
  'self-attestation-alg-missing': selfAttestation(async ({ attested }) => ({
    sig: attested.signingKey.sign(signedData(attested)),
  })),
  'self-attestation-of-other-key': selfAttestation(async ({ attested }, about) => ({
    alg: attested.algorithm,
    sig: (await otherKey(about)).sign(signedData(attested)),
  })),
  'certificates-empty': selfAttestation(async ({ attested }) => ({
    alg: attested.algorithm,
    sig: attested.signingKey.sign(signedData(attested)),
    x5c: [],
  })),
  'attestation-object-empty': { attestationObject: () => new Uint8Array() },
  'attestation-object-trailing-byte': {
    attestationObject: (parts) => concat(encode(parts), Uint8Array.of(0)),
  },
  'attestation-object-without-fmt': without('fmt'),
  'attestation-object-without-statement': without('attStmt'),
  'attestation-object-without-data': without('authData'),
  'attestation-object-format-not-text': withMember('fmt', ({ format }) => encodeCbor(format)),
  'attestation-object-statement-not-map': withMember('attStmt', ({ statement }) =>
    encodeCbor(statement),
  ),
  'attestation-object-data-not-bytes': withMember('authData', ({ authenticatorData }) =>
    encodeBase64Url(authenticatorData),
  ),
  'attestation-object-duplicate-data': {
    attestationObject: (parts, about) =>
      mapOf([...pairsOf(parts), ['authData', ofOtherRpId(parts, about)]]),
  },
  'attestation-object-reordered': {
    attestationObject: (parts) => mapOf(pairsOf(parts).toReversed()),
  },
  'attestation-object-indefinite-length': {
    attestationObject: (parts) => indefiniteMapOf(pairsOf(parts)),
  },
  'authenticator-data-member-differs': {
    attestationObject: (parts, about) =>
      encode({ ...parts, authenticatorData: ofOtherRpId(parts, about) }),
  },
}

function withFormat(change: (format: string) => string): Fault {
  return {
    attestationObject: (parts) => encode({ ...parts, format: change(parts.format) }),
  }
}

function withMember(member: Member, change: (parts: AttestationParts) => CborValue): Fault {
  return {
    attestationObject: (parts) =>
      mapOf(pairsOf(parts).map(([name, own]) => [name, name === member ? change(parts) : own])),
  }
}

function ofOtherRpId({ authenticatorData }: AttestationParts, { random }: About): Uint8Array {
  return concat(random.bytes(HASH_BYTES), authenticatorData.slice(HASH_BYTES))
}

function without(member: Member): Fault {
  return {
    attestationObject: (parts) => mapOf(pairsOf(parts).filter(([name]) => name !== member)),
  }
}

/** A `packed` statement with these members, whatever the format of the genuine one. */
function selfAttestation(
  members: (made: MadeStatement, about: About) => Promise<Readonly<Record<string, CborValue>>>,
): Fault {
  return {
    statement: async (made, about) => ({
      format: 'packed',
      statement: new Map(Object.entries(await members(made, about))),
    }),
  }
}

function withStatement({ format }: MadeStatement, statement: AttestationStatement) {
  return { format, statement }
}

function membersOf({
  statement,
}: Pick<MadeStatement, 'statement'>): ReadonlyMap<string, CborValue> {
  if (statement instanceof Map) {
    const members = statement as ReadonlyMap<string, CborValue>
    if (members.has('sig')) return members
  }
  throw new NotApplicable('the statement has no signature of its own')
}

function changeSignature(statement: AttestationStatement): AttestationStatement {
  const members = membersOf({ statement })
  const changed = [...members].map(
    ([name, value]) =>
      [
        name,
        name === 'sig' && value instanceof Uint8Array ? withLastBitFlipped(value) : value,
      ] as const,
  )
  return new Map(changed)
}

function encode(parts: AttestationParts): Uint8Array {
  return encodeCbor(new Map(pairsOf(parts)))
}

function pairsOf({ format, statement, authenticatorData }: AttestationParts): Pairs {
  return [
    ['fmt', format],
    ['attStmt', statement],
    ['authData', authenticatorData],
  ]
}
