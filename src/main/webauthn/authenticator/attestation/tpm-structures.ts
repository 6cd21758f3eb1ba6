/**
 * The two structures of a TPM attestation, field by field (TPM 2.0 library, part 2). Numbers are big-endian. A TPM2B is a
 * 2-byte length followed by that many bytes.
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { concat, uint16, uint32, uint64 } from '../../encoding/bytes'
import type { TpmClock } from './ports'

const TPM_GENERATED_VALUE = 0xff544347
const TPM_ST_ATTEST_CERTIFY = 0x8017
const TPM_ALG_RSA = 0x0001
const TPM_ALG_SHA256 = 0x000b
const TPM_ALG_NULL = 0x0010
const TPM_ALG_ECC = 0x0023
/** The hierarchies of a TPM: attestation keys are in the endorsement hierarchy, a user's keys in the owner's. */
const TPM_RH_OWNER = 0x40000001
const TPM_RH_ENDORSEMENT = 0x4000000b
/** TPMA_OBJECT: the bit `sign`. */
const SIGNS = 1 << 18
/** TPM_ECC_CURVE, by the name that a JWK gives the curve. */
const CURVES: Readonly<Record<string, number>> = {
  'P-256': 0x0003,
  'P-384': 0x0004,
  'P-521': 0x0005,
}

/**
 * TPMT_PUBLIC (§12.2.4) of a signing key:
 *
 *   type 2 │ nameAlg 2 │ objectAttributes 4 │ authPolicy TPM2B │ parameters │ unique
 *
 * @param spki SubjectPublicKeyInfo, DER, of RSA or one of NIST's curves.
 */
export function encodePublicArea(spki: Uint8Array): Uint8Array<ArrayBuffer> {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  const isRsa = key.asymmetricKeyType === 'rsa'
  return concat(
    uint16(isRsa ? TPM_ALG_RSA : TPM_ALG_ECC),
    uint16(TPM_ALG_SHA256),
    uint32(SIGNS),
    tpm2b(new Uint8Array()),
    isRsa ? rsaParameters(key) : eccParameters(key),
  )
}

/**
 * TPMS_RSA_PARMS (§12.2.3.5), then TPM2B_PUBLIC_KEY_RSA (§11.2.4.5):
 *
 *   symmetric 2 │ scheme 2 │ keyBits 2 │ exponent 4, 0 for 65537 │ modulus TPM2B
 */
function rsaParameters(key: KeyObject): Uint8Array {
  const modulus = member(key, 'n')
  const exponent = Number(key.asymmetricKeyDetails?.publicExponent ?? 0)
  return concat(
    uint16(TPM_ALG_NULL),
    uint16(TPM_ALG_NULL),
    uint16(modulus.length * 8),
    uint32(exponent === 65_537 ? 0 : exponent),
    tpm2b(modulus),
  )
}

/**
 * TPMS_ECC_PARMS (§12.2.3.6), then TPMS_ECC_POINT (§11.2.5.2):
 *
 *   symmetric 2 │ scheme 2 │ curveID 2 │ kdf 2 │ x TPM2B │ y TPM2B
 */
function eccParameters(key: KeyObject): Uint8Array {
  const { crv = '' } = key.export({ format: 'jwk' })
  return concat(
    uint16(TPM_ALG_NULL),
    uint16(TPM_ALG_NULL),
    uint16(CURVES[crv] ?? 0),
    uint16(TPM_ALG_NULL),
    tpm2b(member(key, 'x')),
    tpm2b(member(key, 'y')),
  )
}

/**
 * TPMS_ATTEST (§10.12.8) with TPMS_CERTIFY_INFO (§10.12.3):
 *
 *   magic 4 │ type 2 │ qualifiedSigner TPM2B │ extraData TPM2B │
 *   clock 8 │ resetCount 4 │ restartCount 4 │ safe 1 │ firmwareVersion 8 │
 *   name TPM2B │ qualifiedName TPM2B
 *
 * @param extraData the hash of the attested data.
 * @param signer the public area of the attestation key; null leaves the qualified names empty.
 */
export function encodeCertifyInfo(
  publicArea: Uint8Array,
  extraData: Uint8Array,
  clock: TpmClock,
  signer: Uint8Array | null,
): Uint8Array<ArrayBuffer> {
  return concat(
    uint32(TPM_GENERATED_VALUE),
    uint16(TPM_ST_ATTEST_CERTIFY),
    tpm2b(signer ? qualifiedName(TPM_RH_ENDORSEMENT, signer) : new Uint8Array()),
    tpm2b(extraData),
    uint64(clock.clock),
    uint32(clock.resetCount),
    uint32(clock.restartCount),
    Uint8Array.of(clock.safe),
    uint64(clock.firmwareVersion),
    tpm2b(objectName(publicArea)),
    tpm2b(signer ? qualifiedName(TPM_RH_OWNER, publicArea) : new Uint8Array()),
  )
}

/** TPM2B_NAME of an object (§10.5): its nameAlg, then the hash of its public area by that algorithm. */
function objectName(publicArea: Uint8Array): Uint8Array {
  return concat(uint16(TPM_ALG_SHA256), createHash('sha256').update(publicArea).digest())
}

/**
 * TPM2B_NAME of an object right below a hierarchy (part 1, §16): its nameAlg, then the hash of the hierarchy's handle and
 * the object's name.
 */
function qualifiedName(hierarchy: number, publicArea: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(uint32(hierarchy)).update(objectName(publicArea))
  return concat(uint16(TPM_ALG_SHA256), hash.digest())
}

function member(key: KeyObject, name: 'n' | 'x' | 'y'): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url')
}

function tpm2b(bytes: Uint8Array): Uint8Array {
  return concat(uint16(bytes.length), bytes)
}
