/** Latchkey in this process: a recorded sign-in, and whether a passkey meets each of its conditions today. */
import { expect, it } from 'vitest'
import { explainOffer } from '../../../src/inspect/offer/why-not-offered'
import type { OfferParts } from '../../../src/main/start/recorded-request'
import { whyNotOffered } from '../../../src/main/start/why-not-offered'
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
  /** Further passkeys in the vault. */
  readonly others?: readonly Passkey[]
  /** The passkey is in the trash. */
  readonly isDeleted?: boolean
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
    passkeys: Object.assign(
      new MemoryPasskeys(asked.isDeleted ? [] : [...(asked.others ?? []), one]),
      {
        listTrash: () => (asked.isDeleted ? [{ passkey: one, at: 1000, because: 'a test' }] : []),
      },
    ),
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
    ...['kept', 'rp-id', 'shown', 'discoverable', 'named', 'transports', 'limits', 'request'],
    ...['authenticator', 'cred-protect'],
  ])
  expect(explainOffer(judgedIn(offer).outcomes, judgedIn(offer)).verdict).toBe(
    'It would be offered now.',
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

const listed = { allowCredentials: [descriptor(kept.credentialId)] }
const U2F_PASSKEY = { discoverable: false, backupEligible: false }

/** The sentences of the conditions that fail. Each must name one cause, with its values. */
const sentences = (asked: Asked) => {
  const offer = judgedIn(judged(asked))
  return explainOffer(offer.outcomes, offer)
    .lines.filter(({ holds }) => !holds)
    .map(({ sentence }) => sentence)
}

it.each<[string, Asked, string]>([
  [
    'verification that is missing',
    {
      options: { ...listed, userVerification: 'required' },
      authenticator: { ...PLATFORM_AUTHENTICATOR, userVerification: 'unavailable' },
    },
    'The page requires user verification. Latchkey cannot verify the user.',
  ],
  [
    'verification that is declined',
    {
      options: { userVerification: 'discouraged' },
      authenticator: {
        ...PLATFORM_AUTHENTICATOR,
        behaviour: {
          ...PLATFORM_AUTHENTICATOR.behaviour,
          verification: { required: 'verify', preferred: 'verify', discouraged: 'refuse' },
        },
      },
    },
    'Latchkey declines requests whose user verification is discouraged.',
  ],
  [
    'no autofill',
    {
      detail: { mediation: 'conditional' },
      authenticator: {
        ...PLATFORM_AUTHENTICATOR,
        behaviour: { ...PLATFORM_AUTHENTICATOR.behaviour, conditionalGet: false },
      },
    },
    'Latchkey offers no passkeys in autofill.',
  ],
  [
    'hints',
    {
      options: { hints: ['security-key'] },
      authenticator: client({ declinedHints: ['security-key', 'hybrid'] }),
    },
    'Latchkey leaves requests to the browser whose only hints are security-key.',
  ],
  [
    'a short challenge',
    { options: { challenge: 'AAAA' }, authenticator: client({ shortestChallenge: 16 }) },
    'The challenge has 3 bytes. Latchkey expects at least 16.',
  ],
  [
    'a discoverable passkey',
    { options: listed, authenticator: U2F_KEY, passkey: { backupEligible: false } },
    `${U2F_KEY.name} cannot hold this passkey: it is discoverable.`,
  ],
  [
    'the algorithm',
    { options: listed, authenticator: U2F_KEY, passkey: { ...U2F_PASSKEY, algorithm: -257 } },
    `${U2F_KEY.name} cannot hold this passkey: its key is RS256 (-257), and only ES256 (-7) is possible.`,
  ],
  [
    'a passkey that can be backed up',
    { options: listed, authenticator: U2F_KEY, passkey: { ...U2F_PASSKEY, backupEligible: true } },
    `${U2F_KEY.name} cannot hold this passkey: it can be backed up.`,
  ],
  [
    'transports',
    { options: { allowCredentials: [{ ...descriptor(kept.credentialId), transports: ['usb'] }] } },
    'The page lists transports that Latchkey does not have: usb. Latchkey has: internal.',
  ],
  [
    'credProtect level 2',
    {
      passkey: { extensions: { ...NO_EXTENSION_STATE, credProtect: 2 } },
      options: { userVerification: 'discouraged' },
      authenticator: { ...PLATFORM_AUTHENTICATOR, userVerification: 'unavailable' },
    },
    'credProtect (level 2) asks for user verification, or for a dialog of a page that lists it. This request has neither.',
  ],
])('says the one cause: %s', (_, asked, sentence) => {
  expect(sentences(asked)).toEqual([sentence])
})

function client(fields: Partial<(typeof PLATFORM_AUTHENTICATOR)['client']>) {
  return { ...PLATFORM_AUTHENTICATOR, client: { ...PLATFORM_AUTHENTICATOR.client, ...fields } }
}

it('counts the passkeys of a list that is too long, and names the limit', () => {
  const others = [4, 5].map((fill) => passkey({ credentialId: new Uint8Array(16).fill(fill) }))
  const allowCredentials = [...others, kept].map(({ credentialId }) => descriptor(credentialId))
  const authenticator = {
    ...PLATFORM_AUTHENTICATOR,
    limits: { ...PLATFORM_AUTHENTICATOR.limits, credentialIdsInList: 2 },
  }
  const asked = { options: { allowCredentials }, authenticator, others }

  expect(sentences(asked)).toEqual([
    'Latchkey has 3 of the listed passkeys, and takes at most 2. This one comes later in the list.',
  ])
  const hidden = { at: 0, because: 'a test' }
  expect(failing(judged({ ...asked, passkey: { hidden } }))).toEqual(['shown'])
})

it.each<[string, Asked, string]>([
  ['discoverable', {}, 'It is discoverable.'],
  [
    'listed',
    { options: listed, passkey: { discoverable: false } },
    'It is not discoverable. The page lists passkeys, so it need not be.',
  ],
  ['any', {}, 'The page sent no allowCredentials, so any passkey of the RP ID may answer.'],
  ['the one', { options: listed }, 'The page lists it.'],
])('says which of two cases holds: %s', (_, asked, sentence) => {
  const offer = judgedIn(judged(asked))

  expect(explainOffer(offer.outcomes, offer).lines.map((line) => line.sentence)).toContain(sentence)
})

it('passes over transports if the settings do', () => {
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
])('judges nothing if %s', (_, asked) => {
  expect(judged(asked)).toBe('not-kept')
})

it.each(['received', 'parsed', 'rp-id', 'related-origins'] as const)(
  'judges nothing if the sign-in failed at %s, before any passkey was looked at',
  (step) => {
    expect(judged({ detail: { failed: { step, section: null } } })).toBe('failed-before')
  },
)

it('judges nothing if the request was malformed', () => {
  expect(judged({ options: { challenge: 7 } })).toBe('failed-before')
})

it('knows a passkey that was made after the sign-in', () => {
  const { at } = activityEntry()

  expect(judged({ passkey: { createdAt: at + 1 } })).toMatchObject({ madeAfter: true })
  expect(judged({ passkey: { createdAt: at } })).toMatchObject({ madeAfter: false })
})

it('judges a passkey in the trash: when it was deleted, and by whom, comes first', () => {
  const offer = judgedIn(judged({ isDeleted: true }))

  expect(failing(offer)).toEqual(['kept'])
  expect(explainOffer(offer.outcomes, offer).verdict).toBe(
    'It would not be offered now. It has been in the trash since 1970-01-01T00:00:01.000Z: a test.',
  )
})

it('rejects a passkey that was deleted for good', () => {
  const passkeys = Object.assign(new MemoryPasskeys([]), { listTrash: () => [] })
  const parts = { passkeys } as unknown as OfferParts

  expect(() => whyNotOffered(parts, 'e', 'AQID')).toThrow('This passkey was deleted for good.')
})
