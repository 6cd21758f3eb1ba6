/** `create()`: the values of its options' members, and the results. */
import { cases } from './case'

const entities = cases({
  'create: plain': (side, { creation }) => side.create(creation()),
  'create: rp absent': (side, { creation }) => side.create(creation({ rp: undefined })),
  'create: rp a string': (side, { creation }) => side.create(creation({ rp: 'localhost' })),
  'create: rp null': (side, { creation }) => side.create(creation({ rp: null })),
  'create: rp.name absent': (side, { creation }) => side.create(creation({ rp: {} })),
  'create: rp.name empty': (side, { creation }) => side.create(creation({ rp: { name: '' } })),
  'create: rp.name a number': (side, { creation }) => side.create(creation({ rp: { name: 7 } })),
  'create: rp.name a symbol': (side, { creation }) =>
    side.create(creation({ rp: { name: Symbol('name') } })),
  'create: rp.name of 64 KiB': (side, { creation }) =>
    side.create(creation({ rp: { name: 'n'.repeat(65_536) } })),
  'create: rp.id null': (side, { creation }) =>
    side.create(creation({ rp: { id: null, name: 'Example' } })),
  'create: rp.icon': (side, { creation }) =>
    side.create(creation({ rp: { name: 'Example', icon: 'http://example.org/' } })),
  'create: user absent': (side, { creation }) => side.create(creation({ user: undefined })),
  'create: user null': (side, { creation }) => side.create(creation({ user: null })),
  'create: user.id absent': (side, { creation }) =>
    side.create(creation({ user: { name: 'ada', displayName: 'Ada' } })),
  'create: user.id a string': (side, { creation }) =>
    side.create(creation({ user: { id: 'AQID', name: 'ada', displayName: 'Ada' } })),
  'create: user.id of 0 bytes': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(0), name: 'ada', displayName: 'Ada' } })),
  'create: user.id of 1 byte': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(1), name: 'ada', displayName: 'Ada' } })),
  'create: user.id of 64 bytes': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(64), name: 'ada', displayName: 'Ada' } })),
  'create: user.id of 65 bytes': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(65), name: 'ada', displayName: 'Ada' } })),
  'create: user.name absent': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(8), displayName: 'Ada' } })),
  'create: user.displayName absent': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(8), name: 'ada' } })),
  'create: names empty': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(8), name: '', displayName: '' } })),
  'create: names with NUL, right-to-left and emoji': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(8), name: 'a\0\u202E🔑', displayName: '\u0007' } })),
  'create: names with a lone surrogate': (side, { creation, bytes, outcome }) => {
    const user = { id: bytes(8), name: 'x\uD800y', displayName: 'Ada' }
    return outcome(() => side.create(creation({ user })), 1_000)
  },
  'create: names of 64 KiB': (side, { creation, bytes }) =>
    side.create(
      creation({
        user: { id: bytes(8), name: 'n'.repeat(65_536), displayName: 'd'.repeat(65_536) },
      }),
    ),
})

const challenges = cases({
  'create: challenge absent': (side, { creation }) =>
    side.create(creation({ challenge: undefined })),
  'create: challenge a string': (side, { creation }) => side.create(creation({ challenge: 'AQ' })),
  'create: challenge null': (side, { creation }) => side.create(creation({ challenge: null })),
  'create: challenge empty': (side, { creation, bytes }) =>
    side.create(creation({ challenge: bytes(0) })),
  'create: challenge of 1 byte': (side, { creation, bytes }) =>
    side.create(creation({ challenge: bytes(1) })),
  'create: challenge of 32 KiB': (side, { creation, bytes }) =>
    side.create(creation({ challenge: bytes(32_768) })),
  'create: challenge of 1 MB': (side, { creation, bytes }) =>
    side.create(creation({ challenge: bytes(1_000_000) })),
})

const algorithms = cases({
  'create: pubKeyCredParams absent': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: undefined })),
  'create: pubKeyCredParams empty': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [] })),
  'create: pubKeyCredParams null': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: null })),
  'create: pubKeyCredParams an object': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: {} })),
  'create: pubKeyCredParams holds null': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [null] })),
  'create: pubKeyCredParams a Set': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: new Set([{ type: 'public-key', alg: -7 }]) })),
  'create: alg unknown': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: -12_345 }] })),
  'create: alg unknown, then ES256': (side, { creation }) =>
    side.create(
      creation({
        pubKeyCredParams: [
          { type: 'public-key', alg: 0 },
          { type: 'public-key', alg: -7 },
        ],
      }),
    ),
  'create: alg twice': (side, { creation }) =>
    side.create(
      creation({
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -7 },
        ],
      }),
    ),
  'create: alg a numeric string': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: '-7' }] })),
  'create: alg a name': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: 'ES256' }] })),
  'create: alg absent': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key' }] })),
  'create: alg a BigInt': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: -7n }] })),
  'create: alg a symbol': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: Symbol('alg') }] })),
  'create: alg beyond 32 bits': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: 4_294_967_289 }] })),
  'create: alg a fraction': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: -7.9 }] })),
  'create: alg NaN': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: NaN }] })),
  'create: type unknown': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'bogus', alg: -7 }] })),
  'create: type unknown, then known': (side, { creation }) =>
    side.create(
      creation({
        pubKeyCredParams: [
          { type: 'bogus', alg: -257 },
          { type: 'public-key', alg: -7 },
        ],
      }),
    ),
  'create: type absent': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ alg: -7 }] })),
  'create: RS256': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: -257 }] })),
  'create: Ed25519': (side, { creation }) =>
    side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: -8 }] })),
  'create: RS256 before ES256': (side, { creation }) =>
    side.create(
      creation({
        pubKeyCredParams: [
          { type: 'public-key', alg: -257 },
          { type: 'public-key', alg: -7 },
        ],
      }),
    ),
  'create: 1024 unknown algorithms, then ES256': (side, { creation }) =>
    side.create(
      creation({
        pubKeyCredParams: [
          ...Array.from({ length: 1024 }, (_, index) => ({
            type: 'public-key',
            alg: -70_000 - index,
          })),
          { type: 'public-key', alg: -7 },
        ],
      }),
    ),
})

const lists = cases({
  'create: excludeCredentials null': (side, { creation }) =>
    side.create(creation({ excludeCredentials: null })),
  'create: excludeCredentials empty': (side, { creation }) =>
    side.create(creation({ excludeCredentials: [] })),
  'create: excludeCredentials of a stranger': (side, { creation, bytes }) =>
    side.create(creation({ excludeCredentials: [{ type: 'public-key', id: bytes(32) }] })),
  'create: excludeCredentials hit': async (side, { creation, rawId, bytes }) => {
    const id = rawId(await side.create(creation()))
    return side.create(
      creation({
        user: { id: bytes(9), name: 'eve', displayName: 'Eve' },
        excludeCredentials: [{ type: 'public-key', id, transports: ['usb', 'bogus'] }],
      }),
    )
  },
  'create: excludeCredentials hit, by an unknown type': async (side, { creation, rawId }) => {
    const id = rawId(await side.create(creation()))
    return side.create(creation({ excludeCredentials: [{ type: 'bogus', id }] }))
  },
  'create: excludeCredentials of 1024': (side, { creation, bytes }) =>
    side.create(
      creation({
        excludeCredentials: Array.from({ length: 1024 }, () => ({
          type: 'public-key',
          id: bytes(32),
        })),
      }),
    ),
  'create: excludeCredentials of 1025': (side, { creation, bytes }) =>
    side.create(
      creation({
        excludeCredentials: Array.from({ length: 1025 }, () => ({
          type: 'public-key',
          id: bytes(32),
        })),
      }),
    ),
  'create: excludeCredentials without id': (side, { creation }) =>
    side.create(creation({ excludeCredentials: [{ type: 'public-key' }] })),
  'create: excludeCredentials without type': (side, { creation, bytes }) =>
    side.create(creation({ excludeCredentials: [{ id: bytes(32) }] })),
  'create: excludeCredentials with an id of 0 bytes': (side, { creation, bytes }) =>
    side.create(creation({ excludeCredentials: [{ type: 'public-key', id: bytes(0) }] })),
  'create: excludeCredentials with an id of 1024 bytes': (side, { creation, bytes }) =>
    side.create(creation({ excludeCredentials: [{ type: 'public-key', id: bytes(1024) }] })),
  'create: transports a string': (side, { creation, bytes }) =>
    side.create(
      creation({ excludeCredentials: [{ type: 'public-key', id: bytes(8), transports: 'usb' }] }),
    ),
  'create: hints': (side, { creation }) =>
    side.create(creation({ hints: ['client-device', 'bogus', 'client-device'] })),
  'create: hints a string': (side, { creation }) =>
    side.create(creation({ hints: 'client-device' })),
  'create: attestationFormats unknown': (side, { creation }) =>
    side.create(creation({ attestation: 'direct', attestationFormats: ['bogus'] })),
  'create: one user twice': async (side, { creation }) => {
    await side.create(creation())
    return side.create(creation())
  },
})

const selection = cases({
  'create: authenticatorSelection absent': (side, { creation }) =>
    side.create(creation({ authenticatorSelection: undefined })),
  'create: authenticatorSelection null': (side, { creation }) =>
    side.create(creation({ authenticatorSelection: null })),
  'create: authenticatorSelection a string': (side, { creation }) =>
    side.create(creation({ authenticatorSelection: 'platform' })),
  'create: attachment platform': (side, { creation }) =>
    side.create(creation({ authenticatorSelection: { authenticatorAttachment: 'platform' } })),
  'create: attachment unknown': (side, { creation }) =>
    side.create(creation({ authenticatorSelection: { authenticatorAttachment: 'bogus' } })),
  'create: userVerification required': (side, { creation }) =>
    side.create(creation({ authenticatorSelection: { userVerification: 'required' } })),
  'create: userVerification preferred': (side, { creation }) =>
    side.create(creation({ authenticatorSelection: { userVerification: 'preferred' } })),
  'create: userVerification discouraged': (side, { creation }) =>
    side.create(creation({ authenticatorSelection: { userVerification: 'discouraged' } })),
  'create: userVerification unknown': (side, { creation }) =>
    side.create(creation({ authenticatorSelection: { userVerification: 'bogus' } })),
  'create: attestation direct': (side, { creation }) =>
    side.create(creation({ attestation: 'direct' })),
  'create: attestation indirect': (side, { creation }) =>
    side.create(creation({ attestation: 'indirect' })),
  'create: attestation enterprise': (side, { creation }) =>
    side.create(creation({ attestation: 'enterprise' })),
  'create: attestation unknown': (side, { creation }) =>
    side.create(creation({ attestation: 'bogus' })),
})

const wishes = ['required', 'preferred', 'discouraged', 'bogus', undefined].flatMap((residentKey) =>
  [true, false, undefined].map((requireResidentKey) => ({ residentKey, requireResidentKey })),
)

/** The members are in the source text itself, because a row cannot take variables into the page. */
const residentKeys = wishes.map((selection) => {
  const members = JSON.stringify(selection)
  const call = `create(creation({ authenticatorSelection: ${members}, extensions: { credProps: true } }))`
  return [`create: selection ${members}`, `(side, { creation }) => side.${call}`] as const
})

export const creationCases = [
  ...entities,
  ...challenges,
  ...algorithms,
  ...lists,
  ...selection,
  ...cases(Object.fromEntries(residentKeys)),
]
