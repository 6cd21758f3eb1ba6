/** The explanation compared with the decision. The authenticator's own code makes both, without a fake in between. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainOffer } from '../../../src/inspect/offer/why-not-offered'
import { PLATFORM_AUTHENTICATOR } from '../../../src/main/webauthn/authenticator/description'
import {
  eligible,
  offerOutcomes,
  type Wanted,
} from '../../../src/main/webauthn/authenticator/eligible-passkeys'
import { NO_EXTENSION_STATE, type Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { U2F_KEY } from '../../../src/main/webauthn/authenticator/security-keys'
import { fuzz } from '../../support/fuzz'
import { passkey } from '../../support/passkeys'
import { webauthnPorts } from '../../support/webauthn-ports'

const OTHER_ID = new Uint8Array(16).fill(9)
const kept = passkey()
const wanted: Wanted = {
  rpId: kept.rpId,
  allowCredentialIds: null,
  conditional: false,
  requireUserVerification: false,
}
const hidden = { at: 0, because: 'a test hid it' }

const ROWS: readonly [string, Partial<Passkey>, Partial<Wanted>, string][] = [
  ['another RP ID', { rpId: 'example.com' }, {}, 'It was made for example.com, and'],
  ['a hidden passkey', { hidden }, {}, 'It is hidden from pages.'],
  [
    'a passkey that is not discoverable',
    { discoverable: false },
    {},
    'It is not discoverable. Only a page that lists it can use it',
  ],
  [
    'a list without it',
    {},
    { allowCredentialIds: [OTHER_ID] },
    'The page does not list it. It lists another passkey.',
  ],
  [
    'credProtect',
    { extensions: { ...NO_EXTENSION_STATE, credProtect: 3 } },
    {},
    'credProtect (level 3) asks for user verification. The user is not verified',
  ],
]

function explained(of: Passkey, request: Wanted, description = PLATFORM_AUTHENTICATOR) {
  const { rpId } = request
  const offer = { passkeyRpId: of.rpId, rpId, authenticator: description.name, madeAfter: false }
  return explainOffer(offerOutcomes(of, request, description), offer)
}

describe('explainOffer', () => {
  it.each(ROWS)('names %s', (_, fields, request, sentence) => {
    const { verdict, lines } = explained({ ...kept, ...fields }, { ...wanted, ...request })

    expect(verdict).toContain(`It would not be offered now. ${sentence}`)
    expect(lines.filter(({ holds }) => !holds)).toHaveLength(1)
  })

  it('says that no condition counts for a passkey that was made later', () => {
    const offer = { passkeyRpId: 'a', rpId: 'a', authenticator: 'b', madeAfter: true }

    expect(explainOffer([], offer).verdict).toBe(
      'It was not offered: it was made after this sign-in.',
    )
  })

  it('names an authenticator that cannot have it', () => {
    const undiscoverable = passkey({ backupEligible: true, discoverable: false })
    const asked = { ...wanted, allowCredentialIds: [undiscoverable.credentialId] }
    const { verdict } = explained(undiscoverable, asked, U2F_KEY)

    expect(verdict).toContain(`${U2F_KEY.name} cannot hold this passkey: it can be backed up.`)
  })

  it('says that a passkey meets every condition exactly where it is eligible', () => {
    const some = fc.record({
      rpId: fc.constantFrom(kept.rpId, 'example.com', 'https://example.org/app'),
      discoverable: fc.boolean(),
      hidden: fc.constantFrom(null, hidden),
      extensions: fc
        .constantFrom<(1 | 2 | 3 | null)[]>(null, 1, 2, 3)
        .map((credProtect) => ({ ...NO_EXTENSION_STATE, credProtect })),
    })
    const request = fc.record({
      rpId: fc.constantFrom(kept.rpId, 'example.com'),
      appId: fc.constantFrom(undefined, 'https://example.org/app'),
      allowCredentialIds: fc.constantFrom(null, [kept.credentialId], [OTHER_ID]),
      conditional: fc.boolean(),
      requireUserVerification: fc.boolean(),
    })
    fc.assert(
      fc.property(some, request, (fields, asked) => {
        const one = { ...kept, ...fields }
        const { ports } = webauthnPorts({ passkeys: [one] })
        const isEligible = eligible(asked, PLATFORM_AUTHENTICATOR, ports).length === 1
        const { lines } = explained(one, asked)

        expect(lines.every(({ holds }) => holds)).toBe(isEligible)
      }),
      fuzz(300),
    )
  })
})
