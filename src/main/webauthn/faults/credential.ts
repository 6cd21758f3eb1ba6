/** Changes of the attested credential data: the credential id and the public key. */
import { decodeBase64Url, encodeBase64Url } from '../../../shared/base64url'
import type { CREDENTIAL_FAULTS } from '../../../shared/faults/credential-faults'
import { EDDSA, ES256 } from '../authenticator/algorithms/ids'
import { LONGEST_CREDENTIAL_ID } from '../authenticator/description'
import type { Passkey } from '../authenticator/ports'
import { concat } from '../encoding/bytes'
import { decodeCborMap, encodeCbor } from '../encoding/cbor'
import { ED, type AttestedParts } from './authenticator-data-parts'
import { NotApplicable, type About, type Fault, type JsonObject } from './fault'
import { newKeyNotOffered, offeredAlgorithms } from './keys'
import { indefiniteMapOf, mapOf, mapWithLongKey, type Pairs } from './odd-cbor'

type Id = (typeof CREDENTIAL_FAULTS)[number]['id']

/** COSE_Key's parameters (RFC 9052 §7, RFC 9053 §7). */
const KTY = 1
const KID = 2
const ALG = 3
const CRV = -1
const X = -2
const Y = -3
const D = -4
const OKP = 1
const EC2 = 2
const P384 = 2
const COORDINATE_BYTES = 32

export const CREDENTIAL_CHANGES: Readonly<Record<Id, Fault>> = {
  'aaguid-zeros': attested((own, { isAttested }) => {
    if (isAttested) throw new NotApplicable('the attestation vouches for the AAGUID')
    return { aaguid: new Uint8Array(own.aaguid.length) }
  }),
  'attested-data-cut': attested(({ coseKey }) => ({ coseKey: coseKey.slice(0, -10) })),
  'attested-id-differs': attested(({ credentialId }, { random }) => ({
    credentialId: random.bytes(credentialId.length),
  })),
  'credential-id-empty': withId(() => new Uint8Array()),
  'credential-id-too-long': withId(({ random }) => random.bytes(LONGEST_CREDENTIAL_ID + 1)),
  'credential-id-longest': withId(({ random }) => random.bytes(LONGEST_CREDENTIAL_ID)),
  'credential-id-registered': {
    ...attested((_, about) => {
      const other = anotherPasskey(about)
      return { credentialId: other.credentialId, coseKey: about.keyOf(other).coseKey }
    }),
    signer: (about) => about.keyOf(anotherPasskey(about)),
    response: (json, about) => withKeyOf(anotherPasskey(about), withAttestedId(json), about),
  },
  'cose-key-alg-not-offered': attested(async (_, about) => ({
    coseKey: (await newKeyNotOffered(about)).coseKey,
  })),
  'cose-key-alg-mismatch': es256Key((pairs, about) => {
    const alg = offeredAlgorithms(about).find((offered) => offered !== ES256) ?? EDDSA
    return mapOf(withParameter(pairs, ALG, alg))
  }),
  'cose-key-alg-missing': key((pairs) => mapOf(pairs.filter(([label]) => label !== ALG))),
  'cose-key-kty-wrong': key((pairs) => {
    const isEc2 = pairs.some(([label, value]) => label === KTY && value === EC2)
    return mapOf(withParameter(pairs, KTY, isEc2 ? OKP : EC2))
  }),
  'cose-key-crv-wrong': es256Key((pairs) => mapOf(withParameter(pairs, CRV, P384))),
  'cose-key-private-part': es256Key((pairs, { random }) =>
    mapOf([...pairs, [D, random.bytes(COORDINATE_BYTES)]]),
  ),
  'cose-key-extra-parameter': key(([kty, ...rest]) =>
    mapOf([...(kty ? [kty] : []), [KID, Uint8Array.of(1)], ...rest]),
  ),
  'cose-key-point-off-curve': es256Key((pairs) =>
    mapOf(changeBytes(pairs, Y, (y) => y.map((byte, i) => (i === 31 ? byte ^ 1 : byte)))),
  ),
  'cose-key-point-zero': es256Key((pairs) => {
    const zeros = new Uint8Array(COORDINATE_BYTES)
    return mapOf(withParameter(withParameter(pairs, X, zeros), Y, zeros))
  }),
  // RFC 9053 §7.1.1: the sign bit takes the place of y.
  'cose-key-point-compressed': es256Key((pairs) => {
    const y = pairs.find(([label]) => label === Y)?.[1]
    const isOdd = y instanceof Uint8Array && ((y.at(-1) ?? 0) & 1) === 1
    return mapOf(withParameter(pairs, Y, isOdd))
  }),
  'cose-key-coordinate-short': es256Key((pairs) => mapOf(changeBytes(pairs, X, (x) => x.slice(1)))),
  'cose-key-reordered': key((pairs) => mapOf(pairs.toReversed())),
  'cose-key-long-integer': key(mapWithLongKey),
  'cose-key-indefinite-length': key(indefiniteMapOf),
  'cose-key-duplicate-parameter': key((pairs) =>
    mapOf(pairs.flatMap((pair) => (pair[0] === ALG ? [pair, pair] : [pair]))),
  ),
  'cose-key-trailing-byte': {
    authenticatorData: (own) => {
      const extensions = encodeCbor(new Map([['example.unknown', true]]))
      const after = own.extensions.length > 0 ? own.extensions : extensions
      return {
        ...own,
        flags: own.flags | ED,
        extensions: concat(Uint8Array.of(0), after),
      }
    },
  },
}

type AttestedChange = Partial<AttestedParts> | Promise<Partial<AttestedParts>>

function attested(change: (own: AttestedParts, about: About) => AttestedChange): Fault {
  return {
    authenticatorData: async (data, about) =>
      data.attested
        ? { ...data, attested: { ...data.attested, ...(await change(data.attested, about)) } }
        : data,
  }
}

/** The response also has the other id. */
function withId(id: (about: About) => Uint8Array): Fault {
  return { ...attested((_, about) => ({ credentialId: id(about) })), response: withAttestedId }
}

function key(change: (pairs: Pairs, about: About) => Uint8Array): Fault {
  return attested(({ coseKey }, about) => ({
    coseKey: change([...decodeCborMap(coseKey)] as Pairs, about),
  }))
}

function es256Key(change: (pairs: Pairs, about: About) => Uint8Array): Fault {
  return key((pairs, about) => {
    if (about.passkey.algorithm !== ES256)
      throw new NotApplicable('the passkey’s key is not an ES256 key')
    return change(pairs, about)
  })
}

function withParameter(pairs: Pairs, label: number, value: Pairs[number][1]): Pairs {
  return pairs.map(([one, own]) => [one, one === label ? value : own] as const)
}

function changeBytes(pairs: Pairs, label: number, change: (own: Uint8Array) => Uint8Array): Pairs {
  return pairs.map(
    ([one, own]) => [one, one === label && own instanceof Uint8Array ? change(own) : own] as const,
  )
}

function anotherPasskey({ others }: About): Passkey {
  const [other] = others
  if (!other) throw new NotApplicable('the authenticator has no other passkey of the relying party')
  return other
}

/** The response states the id that its authenticator data has. */
function withAttestedId(json: JsonObject): JsonObject {
  const { authenticatorData } = json.response as { readonly authenticatorData: string }
  const data = decodeBase64Url(authenticatorData)
  const length = new DataView(data.buffer, data.byteOffset).getUint16(53)
  const id = encodeBase64Url(data.slice(55, 55 + length))
  return { ...json, id, rawId: id }
}

function withKeyOf(passkey: Passkey, json: JsonObject, { keyOf }: About): JsonObject {
  const publicKey = encodeBase64Url(keyOf(passkey).spki)
  const publicKeyAlgorithm = passkey.algorithm
  return {
    ...json,
    response: { ...(json.response as object), publicKey, publicKeyAlgorithm },
  }
}
