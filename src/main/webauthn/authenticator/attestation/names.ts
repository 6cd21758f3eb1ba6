/** The names in our certificates. All have one form. */
import type { DistinguishedName } from './certificate'

/** WebAuthn §8.2.1 demands the unit, word for word. */
export const ATTESTATION_SUBJECT = latchkeyName(
  'Latchkey mock authenticator',
  'Authenticator Attestation',
)

/** The name of a key that attests no passkey. It tells a reader of the certificate that the key is a mock. */
export function mockName(commonName: string): DistinguishedName {
  return latchkeyName(commonName, 'For tests: vouches for nothing')
}

function latchkeyName(commonName: string, organizationalUnit: string): DistinguishedName {
  // ZZ is user-assigned in ISO 3166: Latchkey belongs to no country.
  return { commonName, organization: 'Latchkey', organizationalUnit, country: 'ZZ' }
}
