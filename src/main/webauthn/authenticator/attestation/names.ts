/** What stands in our certificates as names, all of one form. */
import type { DistinguishedName } from './certificate'

/** WebAuthn §8.2.1 demands the unit, word for word. */
export const ATTESTATION_SUBJECT = latchkeyName(
  'Latchkey mock authenticator',
  'Authenticator Attestation',
)

/** The name of a key that attests no passkey: whoever meets it is to see what it is worth. */
export function mockName(commonName: string): DistinguishedName {
  return latchkeyName(commonName, 'For tests: vouches for nothing')
}

function latchkeyName(commonName: string, organizationalUnit: string): DistinguishedName {
  // User-assigned in ISO 3166: Latchkey is of no country.
  return { commonName, organization: 'Latchkey', organizationalUnit, country: 'ZZ' }
}
