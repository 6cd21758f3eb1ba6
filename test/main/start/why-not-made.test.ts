/** Latchkey in this process: a recorded registration, and whether its authenticator would make a passkey today. */
import { expect, it } from 'vitest'
import { explainCreation } from '../../../src/inspect/offer/why-not-made'
import { whyNotMade } from '../../../src/main/start/why-not-made'
import type { OfferParts } from '../../../src/main/start/recorded-request'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../../src/main/webauthn/authenticator/description'
import { U2F_KEY } from '../../../src/main/webauthn/authenticator/security-keys'
import type { CeremonyDetail } from '../../../src/shared/ceremony-detail'
import { MemoryPasskeys, passkey } from '../../support/passkeys'
import { creationOptions, descriptor } from '../../support/webauthn-options'
import { activityEntry, keptCeremony } from '../../support/window-data'

const kept = passkey()

interface Asked {
  readonly options?: Readonly<Record<string, unknown>>
  readonly detail?: Partial<CeremonyDetail> | null
  readonly authenticator?: AuthenticatorDescription
}

function judged({ options = {}, detail = {}, authenticator = PLATFORM_AUTHENTICATOR }: Asked) {
  const ceremony = { options: creationOptions(options), profile: null, response: null }
  const parts: OfferParts = {
    activity: {
      list: () => [activityEntry({ id: 'e', kind: 'create', origin: 'https://example.org' })],
      detail: () => detail && keptCeremony({ kind: 'create', ...ceremony, ...detail }),
    },
    passkeys: Object.assign(new MemoryPasskeys([kept]), { listTrash: () => [] }),
    describe: () => authenticator,
    authenticatorFor: () => authenticator,
    ignoresTransports: () => false,
  }
  return whyNotMade(parts, 'e')
}

function explained(asked: Asked) {
  const judgement = judged(asked)
  if (typeof judgement === 'string') throw new Error(`not judged: ${judgement}`)
  return explainCreation(judgement)
}

const behaves = (fields: Partial<AuthenticatorDescription['behaviour']>) => ({
  ...PLATFORM_AUTHENTICATOR,
  behaviour: { ...PLATFORM_AUTHENTICATOR.behaviour, ...fields },
})

it('says which authenticator made the passkey, and judges every condition in order', () => {
  const { verdict, lines } = explained({ detail: { response: {} } })

  expect(verdict).toBe('Latchkey made the passkey.')
  expect(lines.map(({ condition }) => condition)).toEqual([
    ...['attachment', 'resident-key', 'verification', 'client', 'unasked', 'algorithm', 'excluded'],
  ])
  expect(lines.every(({ holds }) => holds)).toBe(true)
  expect(lines.map(({ sentence }) => sentence)).toContain('Latchkey makes a key for ES256 (-7).')
})

it.each<[string, Asked, string]>([
  [
    'an excluded passkey',
    { options: { excludeCredentials: [descriptor(kept.credentialId)] } },
    'Latchkey has a passkey that the page excludes: ada@example.org.',
  ],
  [
    'the algorithm',
    {
      options: { pubKeyCredParams: [{ type: 'public-key', alg: -65535 }] },
      authenticator: { ...PLATFORM_AUTHENTICATOR, algorithms: [-7] },
    },
    'The page wants a key for RS1 (-65535). Latchkey makes ES256 (-7).',
  ],
  [
    'the attachment',
    { options: { authenticatorSelection: { authenticatorAttachment: 'cross-platform' } } },
    'The page wants a cross-platform authenticator. Latchkey is a platform authenticator.',
  ],
  [
    'the resident key',
    {
      options: { authenticatorSelection: { residentKey: 'required' } },
      authenticator: U2F_KEY,
    },
    `The page requires a discoverable passkey. ${U2F_KEY.name} keeps none.`,
  ],
  [
    'a discoverable passkey that is discouraged',
    {
      options: { authenticatorSelection: { residentKey: 'discouraged' } },
      authenticator: behaves({ residentKeyDiscouraged: 'refuse' }),
    },
    'The page discourages discoverable passkeys. Latchkey makes no others.',
  ],
  [
    'user verification',
    {
      options: { authenticatorSelection: { userVerification: 'required' } },
      authenticator: { ...PLATFORM_AUTHENTICATOR, userVerification: 'unavailable' },
    },
    'The page requires user verification. Latchkey cannot verify the user.',
  ],
  [
    'a short challenge',
    {
      options: { challenge: 'AAAA' },
      authenticator: {
        ...PLATFORM_AUTHENTICATOR,
        client: { ...PLATFORM_AUTHENTICATOR.client, shortestChallenge: 16 },
      },
    },
    'The challenge has 3 bytes. Latchkey expects at least 16.',
  ],
  [
    'no automatic upgrade',
    { detail: { mediation: 'conditional' }, authenticator: behaves({ conditionalCreate: false }) },
    'The page wants a passkey that is made without asking. Latchkey makes none.',
  ],
])('says the one cause: %s', (_, asked, sentence) => {
  const { verdict, lines } = explained(asked)

  expect(verdict).toBe(`It would be refused now. ${sentence}`)
  expect(lines.filter(({ holds }) => !holds)).toHaveLength(1)
})

it('does not count an excluded passkey that the provider replaces', () => {
  const excludeCredentials = [descriptor(kept.credentialId)]
  const { lines } = explained({
    options: { excludeCredentials },
    authenticator: behaves({ excluded: 'replace' }),
  })

  expect(lines.at(-1)).toMatchObject({ holds: true, cause: { is: 'replaces-excluded' } })
})

it('leads to what happened if no condition fails any more', () => {
  expect(explained({}).verdict).toBe(
    'No condition fails now. “What happened” says why it was refused.',
  )
})

it.each<[string, Asked, string]>([
  ['no detail is kept', { detail: null }, 'not-kept'],
  ['the entry is no registration', { detail: { kind: 'get' } }, 'not-kept'],
  [
    'the RP ID was wrong',
    { detail: { failed: { step: 'rp-id', section: null } } },
    'failed-before',
  ],
  ['the request was malformed', { options: { challenge: 7 } }, 'failed-before'],
])('judges nothing if %s', (_, asked, answer) => {
  expect(judged(asked)).toBe(answer)
})
