/** The X.509 extensions that attestation certificates carry, one function each. */
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Extension,
  ExtendedKeyUsage,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509'

export interface CertificateExtension {
  readonly oid: string
  readonly critical: boolean
  /** DER. */
  readonly value: Uint8Array
}

/** id-fido-gen-ce-aaguid (WebAuthn §8.2.1): the model that the certificate is for. */
const FIDO_AAGUID = '1.3.6.1.4.1.45724.1.1.4'
/** id-fido-gen-ce-sernum (§8.2.2): the device. Used only in enterprise attestation. */
const FIDO_SERIAL_NUMBER = '1.3.6.1.4.1.45724.1.1.2'
/** tcg-kp-AIKCertificate (§8.3.1). */
const TCG_AIK_CERTIFICATE = '2.23.133.8.3'

/** The TCG's attributes of a TPM, from `2.23.133.2.1` on. */
export interface TpmName {
  /** `id:` and four bytes in hexadecimal, as the TCG registers them. */
  readonly manufacturer: string
  readonly model: string
  /** `id:` and the firmware's version in hexadecimal. */
  readonly version: string
}

export function toExtension({ oid, critical, value }: CertificateExtension): Extension {
  return new Extension({ extnID: oid, critical, extnValue: new OctetString(value) })
}

export function basicConstraints(cA: boolean): CertificateExtension {
  return critical(id_ce_basicConstraints, new BasicConstraints({ cA }))
}

/** A root signs certificates and revocation lists. Any other key signs statements. */
export function keyUsage(isRoot: boolean): CertificateExtension {
  const flags = isRoot
    ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign
    : KeyUsageFlags.digitalSignature
  return critical(id_ce_keyUsage, new KeyUsage(flags))
}

export function subjectKeyIdentifier(keyId: Uint8Array): CertificateExtension {
  return plain(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyId))
}

export function authorityKeyIdentifier(keyId: Uint8Array): CertificateExtension {
  return plain(
    id_ce_authorityKeyIdentifier,
    new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyId) }),
  )
}

/** @param aaguid 16 bytes. */
export function fidoAaguid(aaguid: Uint8Array): CertificateExtension {
  return plain(FIDO_AAGUID, new OctetString(aaguid))
}

export function fidoSerialNumber(serialNumber: Uint8Array): CertificateExtension {
  return plain(FIDO_SERIAL_NUMBER, new OctetString(serialNumber))
}

export function aikKeyUsage(): CertificateExtension {
  return plain(id_ce_extKeyUsage, new ExtendedKeyUsage([TCG_AIK_CERTIFICATE]))
}

/** Critical, because the subject is empty (RFC 5280 §4.2.1.6). The three attributes form one name, as in real TPMs. */
export function tpmAlternativeName(name: TpmName): CertificateExtension {
  const attributes = [name.manufacturer, name.model, name.version].map(
    (utf8String, index) =>
      new AttributeTypeAndValue({
        type: `2.23.133.2.${index + 1}`,
        value: new AttributeValue({ utf8String }),
      }),
  )
  const directoryName = new Name([new RelativeDistinguishedName(inDerOrder(attributes))])
  return critical(
    id_ce_subjectAltName,
    new SubjectAlternativeName([new GeneralName({ directoryName })]),
  )
}

/** Orders the members of a SET by their encodings (X.690 §11.6). */
function inDerOrder(attributes: readonly AttributeTypeAndValue[]): AttributeTypeAndValue[] {
  const encoded = (attribute: AttributeTypeAndValue) => Buffer.from(AsnConvert.serialize(attribute))
  return [...attributes].sort((a, b) => Buffer.compare(encoded(a), encoded(b)))
}

function critical(oid: string, value: unknown): CertificateExtension {
  return { oid, critical: true, value: new Uint8Array(AsnConvert.serialize(value)) }
}

function plain(oid: string, value: unknown): CertificateExtension {
  return { oid, critical: false, value: new Uint8Array(AsnConvert.serialize(value)) }
}
