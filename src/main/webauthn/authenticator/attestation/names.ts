/** The names in our certificates. They all have the same form. */
import type { DistinguishedName } from './certificate'

/** WebAuthn §8.2.1 prescribes the exact text of the unit. */
export const ATTESTATION_SUBJECT = latchkeyName(
  'Latchkey mock authenticator',
  'Authenticator Attestation',
)

/** The name of a key that attests no passkey. It tells a reader of the certificate that the key is a mock. */
export function mockName(commonName: string): DistinguishedName {
  return latchkeyName(commonName, 'For tests: vouches for nothing')
}

function latchkeyName(commonName: string, organizationalUnit: string): DistinguishedName {
  // ISO 3166 leaves ZZ to users. Latchkey belongs to no country.
  return { commonName, organization: 'Latchkey', organizationalUnit, country: 'ZZ' }
}
