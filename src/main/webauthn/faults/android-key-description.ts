/** Key descriptions of Android's keystore that differ from those of passkeys (WebAuthn §8.4). */
import { id_ce_keyDescription, KeyMintKeyDescription } from '@peculiar/asn1-android'
import { AsnConvert } from '@peculiar/asn1-schema'
import type { AttestationAuthority } from '../authenticator/attestation/ports'
import { authorityWith } from './authorities'

/** KeyMint's KM_ORIGIN_IMPORTED. */
export const ORIGIN_IMPORTED = 2

type Authorizations = Partial<KeyMintKeyDescription['softwareEnforced']>

/** An authority whose key descriptions also have these authorizations. */
export function withKeyDescription(
  authority: AttestationAuthority,
  authorizations: Authorizations,
  now: number,
): AttestationAuthority {
  return authorityWith(
    authority,
    (own) => ({
      ...own,
      extensions: own.extensions.map((extension) =>
        extension.oid === id_ce_keyDescription
          ? { ...extension, value: changed(extension.value, authorizations) }
          : extension,
      ),
    }),
    now,
  )
}

function changed(value: Uint8Array, authorizations: Authorizations): Uint8Array {
  const description = AsnConvert.parse(value, KeyMintKeyDescription)
  Object.assign(description.softwareEnforced, authorizations)
  return new Uint8Array(AsnConvert.serialize(description))
}
