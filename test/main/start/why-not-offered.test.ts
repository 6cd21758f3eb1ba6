/** Latchkey in this process: a recorded sign-in, and whether a passkey meets each of its conditions today. */
import { expect, it } from 'vitest'
import { explainOffer } from '../../../src/inspect/offer/why-not-offered'
import { whyNotOffered, type OfferParts } from '../../../src/main/start/why-not-offered'
import { PLATFORM_AUTHENTICATOR } from '../../../src/main/webauthn/authenticator/description'
import { NO_EXTENSION_STATE, type Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { CTAP2_KEY, U2F_KEY } from '../../../src/main/webauthn/authenticator/security-keys'
import type { CeremonyDetail } from '../../../src/shared/ceremony-detail'
import { MemoryPasskeys, passkey } from '../../support/passkeys'
import { base64url, descriptor, requestOptions } from '../../support/webauthn-options'
import { activityEntry, keptCeremony } from '../../support/window-data'

const kept = passkey()
const OTHER = new Uint8Array(16).fill(9)

interface Asked {
  readonly passkey?: Partial<Passkey>
  readonly options?: Readonly<Record<string, unknown>>
  readonly detail?: Partial<CeremonyDetail> | null
  readonly authenticator?: typeof PLATFORM_AUTHENTICATOR
  readonly ignoresTransports?: boolean
}

function judged({ options = {}, detail = {}, ...asked }: Asked) {
  const one = { ...kept, ...asked.passkey }
  const { authenticator = PLATFORM_AUTHENTICATOR } = asked
  const entry = activityEntry({ id: 'e', kind: 'get', origin: 'https://example.org' })
  const parts: OfferParts = {
    activity: {
      list: () => [entry],
      detail: () =>
        detail && keptCeremony({ options: requestOptions(options), profile: null, ...detail }),
    },
    passkeys: new MemoryPasskeys([one]),
    describe: () => authenticator,
    authenticatorFor: () => authenticator,
    ignoresTransports: () => asked.ignoresTransports ?? false,
  }
  return whyNotOffered(parts, 'e', base64url(one.credentialId))
}

function judgedIn(offer: ReturnType<typeof judged>) {
  if (typeof offer === 'string') throw new Error(`not judged: ${offer}`)
  return offer
}

const failing = (offer: ReturnType<typeof judged>) =>
  judgedIn(offer)
    .outcomes.filter(({ holds }) => !holds)
    .map(({ condition }) => condition)

it('judges every condition, in order, and the inspector explains them', () => {
  const offer = judged({})

  expect(failing(offer)).toEqual([])
  expect(judgedIn(offer).outcomes.map(({ condition }) => condition)).toEqual([
    ...['rp-id', 'shown', 'discoverable', 'named', 'transports', 'limits', 'request'],
    ...['authenticator', 'cred-protect'],
  ])
  expect(explainOffer(judgedIn(offer).outcomes, judgedIn(offer)).verdict).toBe(
    'As the passkey is now, it meets every condition of an offer.',
  )
})

it.each<[string, Asked, readonly string[]]>([
  ['another RP ID', { options: { rpId: 'example.com' } }, ['rp-id']],
  ['a hidden passkey', { passkey: { hidden: { at: 0, because: 'a test' } } }, ['shown']],
  ['no list, and not discoverable', { passkey: { discoverable: false } }, ['discoverable']],
  ['a list without it', { options: { allowCredentials: [descriptor(OTHER)] } }, ['named']],
  [
    'transports that do not reach the authenticator',
    {
      options: { allowCredentials: [{ ...descriptor(kept.credentialId), transports: ['usb'] }] },
    },
    ['transports'],
  ],
  [
    'an id that is longer than the authenticator reads',
    {
      passkey: { credentialId: new Uint8Array(300).fill(3) },
      options: { allowCredentials: [descriptor(new Uint8Array(300).fill(3))] },
      authenticator: CTAP2_KEY,
    },
    ['limits', 'authenticator'],
  ],
  [
    'verification that the authenticator does not have',
    {
      options: { userVerification: 'required', allowCredentials: [descriptor(kept.credentialId)] },
      authenticator: { ...PLATFORM_AUTHENTICATOR, userVerification: 'unavailable' },
    },
    ['request'],
  ],
  [
    'credProtect',
    {
      passkey: { extensions: { ...NO_EXTENSION_STATE, credProtect: 3 } },
      options: { userVerification: 'discouraged' },
      authenticator: { ...PLATFORM_AUTHENTICATOR, userVerification: 'unavailable' },
    },
    ['cred-protect'],
  ],
  [
    'an offer of an authenticator that makes none',
    {
      detail: { mediation: 'conditional' },
      authenticator: {
        ...PLATFORM_AUTHENTICATOR,
        behaviour: { ...PLATFORM_AUTHENTICATOR.behaviour, conditionalGet: false },
      },
    },
    ['request'],
  ],
])('names %s', (_, asked, conditions) => {
  expect(failing(judged(asked))).toEqual(conditions)
})

it('passes over transports where the settings do', () => {
  const allowCredentials = [{ ...descriptor(kept.credentialId), transports: ['usb'] }]

  expect(failing(judged({ options: { allowCredentials }, ignoresTransports: true }))).toEqual([])
})

it('judges a request whose secrets were replaced', () => {
  const first = { withheld: '6 bytes' }
  const withheld = ['options.extensions.prf.eval.first']
  const options = { extensions: { prf: { eval: { first } }, hmacGetSecret: { salt1: first } } }

  expect(failing(judged({ options, detail: { withheld } }))).toEqual([])
})

it('goes by the profile that answered', () => {
  const profile = { id: 'u2f', name: 'U2F' }
  const offer = judged({ authenticator: U2F_KEY, detail: { profile } })

  expect(judgedIn(offer).authenticator).toBe(U2F_KEY.name)
  expect(failing(offer)).toContain('authenticator')
})

it.each<[string, Asked]>([
  ['the record keeps no detail', { detail: null }],
  ['the entry is no sign-in', { detail: { kind: 'create' } }],
  ['the list was cut', { detail: { withheld: ['options.allowCredentials[48…]'] } }],
])('judges nothing where %s', (_, asked) => {
  expect(judged(asked)).toBe('not-kept')
})

it.each(['received', 'parsed', 'rp-id', 'related-origins'] as const)(
  'judges nothing where the sign-in failed at %s, before any passkey was looked at',
  (step) => {
    expect(judged({ detail: { failed: { step, section: null } } })).toBe('failed-before')
  },
)

it('judges nothing where the request was malformed', () => {
  expect(judged({ options: { challenge: 7 } })).toBe('failed-before')
})

it('knows a passkey that was made after the sign-in', () => {
  const { at } = activityEntry()

  expect(judged({ passkey: { createdAt: at + 1 } })).toMatchObject({ madeAfter: true })
  expect(judged({ passkey: { createdAt: at } })).toMatchObject({ madeAfter: false })
})

it('rejects a passkey that is not in the vault', () => {
  const parts = { passkeys: new MemoryPasskeys([]) } as unknown as OfferParts

  expect(() => whyNotOffered(parts, 'e', 'AQID')).toThrow('This passkey is not in the vault')
})
