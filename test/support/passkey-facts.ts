/** The facts that the details of a passkey show beyond its summary; give only the fields that the test is about. */
import { bytesAs } from '../../src/renderer/support/byte-text'
import type { PasskeyFacts } from '../../src/shared/passkey'

/** The point of a published P-256 key (RFC 7517 §A.1). */
const X = 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4'
const Y = '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM'

export function passkeyFacts(fields: Partial<PasskeyFacts> = {}): PasskeyFacts {
  const hexOf = (text: string) => bytesAs('hex', text)
  const number = (label: number, name: string, value: string) => ({
    label,
    name,
    value,
    bytes: null,
  })
  return {
    publicKey: {
      cose: 'pQECAyYgASFYIDCgQkzSHClEg4otdckrN-duog2fAIk6O07uijwKr-w-Ilgg4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
      spki: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D7gS2XpJFbZiItSs3m9-9Ue6GnvHw_GW2ZZaVtszggXIw',
      parameters: [
        number(1, 'kty', 'EC2 (2)'),
        number(3, 'alg', 'ES256 (-7)'),
        number(-1, 'crv', 'P-256 (1)'),
        { label: -2, name: 'x', value: hexOf(X), bytes: X },
        { label: -3, name: 'y', value: hexOf(Y), bytes: Y },
      ],
    },
    transports: ['internal', 'hybrid'],
    attestation: {
      format: 'packed',
      aaguid: '84b9489f-93f9-48d9-a1db-39a44ab735ee',
      provider: 'Latchkey',
    },
    ...fields,
  }
}
