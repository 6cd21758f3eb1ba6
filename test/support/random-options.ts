/** Random options of a page: mostly values that a page would write, and now and then any other value. */
import fc from 'fast-check'
import { base64url } from './webauthn-options'

/** Any JSON value, and values that JSON does not have. */
const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    undefined,
    NaN,
    Infinity,
    -0,
    1e300,
    '__proto__',
    '\0',
    '\uD800',
    {},
    [],
  ),
)

/** One value in eighty is hostile, because options have many members. */
const mostly = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 79, arbitrary: usual }, { weight: 1, arbitrary: hostile })

/** A member that may be left out. */
const maybe = (usual: fc.Arbitrary<unknown>) => mostly(fc.option(usual, { nil: undefined }))

const bytes = (min: number, max: number) =>
  fc.uint8Array({ minLength: min, maxLength: max }).map(base64url)

const shownName = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    'ada\0byron',
    '\u202Eevil\u202C',
    '👩‍👩‍👧‍👦'.repeat(20),
    'a\uD800b',
    '\uDFFF',
    'x'.repeat(65_536),
  ),
)

/** A few accounts, so that they occur repeatedly, and lengths at or beyond the limits. */
const userId = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('AQ', 'Ag', 'Aw') },
  { weight: 2, arbitrary: bytes(1, 64) },
  { weight: 1, arbitrary: fc.constantFrom('', base64url(new Uint8Array(65)), 'A', '+/==') },
)

const rpId = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(undefined, undefined, 'example.org') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        '',
        'org',
        'example.com',
        'EXAMPLE.ORG',
        'example.org.',
        '127.0.0.1',
        'xn--a',
        'github.io',
      ],
    ),
  },
)

const type = fc.oneof(
  { weight: 12, arbitrary: fc.constant('public-key') },
  { weight: 1, arbitrary: fc.constantFrom('password', '', 'PUBLIC-KEY') },
)

const algorithm = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(-7, -8, -257, -35, -36, -7) },
  { weight: 1, arbitrary: fc.integer() },
)

const transports = fc.subarray(['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal', 'x', ''])

/** @param ids the credential ids that are known so far. */
const descriptors = (ids: readonly string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    {
      weight: 6,
      arbitrary: fc.array(
        fc.record({
          type,
          id: fc.oneof(fc.constantFrom(...ids, 'AQID'), bytes(0, 40), bytes(1024, 1100)),
          transports: maybe(transports),
        }),
        { maxLength: 12 },
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(1024, 1025)
        .map((length) => Array.from({ length }, () => ({ type: 'public-key', id: 'AQID' }))),
    },
  )

const userVerification = fc.constantFrom(
  ...[undefined, undefined, 'required', 'preferred', 'preferred', 'discouraged', 'x'],
)
const timeout = fc.constantFrom<unknown>(undefined, 0, -1, NaN, 1e12, 300_000, 0.5)
const hints = fc.subarray(['security-key', 'client-device', 'hybrid', 'unknown'])

const values = fc.record({ first: bytes(0, 40), second: bytes(0, 40) }, { requiredKeys: ['first'] })
const anyMember: { requiredKeys: [] } = { requiredKeys: [] }

/** The options that both kinds of ceremony share, with random values for some members. */
const common = {
  prf: mostly(fc.record({ eval: values }, anyMember)),
  minPinLength: mostly(fc.boolean()),
  uvm: mostly(fc.boolean()),
  unknown: hostile,
}

const ofCreation = fc.record(
  {
    ...common,
    credProps: mostly(fc.boolean()),
    largeBlob: mostly(
      fc.record({ support: fc.constantFrom('preferred', 'preferred', 'required') }),
    ),
    credentialProtectionPolicy: mostly(
      fc.constantFrom(
        'userVerificationOptional',
        'userVerificationOptionalWithCredentialIDList',
        'userVerificationRequired',
      ),
    ),
    enforceCredentialProtectionPolicy: mostly(fc.boolean()),
    credBlob: mostly(bytes(0, 40)),
    appidExclude: mostly(fc.constant('https://example.org')),
  },
  anyMember,
)

const ofRequest = fc.record(
  {
    ...common,
    largeBlob: mostly(fc.record({ read: fc.boolean() })),
    getCredBlob: mostly(fc.boolean()),
    appid: mostly(fc.constant('https://example.org')),
  },
  anyMember,
)

/** Members that contradict each other, or belong to the other ceremony. */
const odd = (ids: readonly string[]) =>
  fc.record(
    {
      prf: fc.record(
        { eval: values, evalByCredential: fc.dictionary(fc.constantFrom(...ids, 'AQID'), values) },
        anyMember,
      ),
      largeBlob: fc.record(
        { support: fc.string(), read: fc.boolean(), write: bytes(0, 100) },
        anyMember,
      ),
      credProps: hostile,
      credBlob: hostile,
      appid: fc.constantFrom('https://example.com/x', '', 'http://example.org'),
      appidExclude: fc.constantFrom('https://example.com/x', ''),
    },
    anyMember,
  )

const extensions = (usual: fc.Arbitrary<unknown>, ids: readonly string[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 8, arbitrary: usual },
    { weight: 1, arbitrary: odd(ids) },
  )

export const randomCreation = (ids: readonly string[]) =>
  fc.record({
    rp: mostly(fc.record({ id: rpId, name: mostly(shownName) })),
    user: mostly(
      fc.record({ id: mostly(userId), name: mostly(shownName), displayName: mostly(shownName) }),
    ),
    challenge: mostly(bytes(0, 64)),
    pubKeyCredParams: mostly(fc.array(fc.record({ type, alg: algorithm }), { maxLength: 6 })),
    timeout,
    excludeCredentials: mostly(descriptors(ids)),
    authenticatorSelection: maybe(
      fc.record({
        authenticatorAttachment: fc.constantFrom(
          ...[undefined, undefined, undefined, 'platform', 'cross-platform', 'x'],
        ),
        residentKey: fc.constantFrom(undefined, 'required', 'preferred', 'discouraged', 'x'),
        requireResidentKey: fc.constantFrom(undefined, true, false),
        userVerification,
      }),
    ),
    hints: maybe(hints),
    attestation: maybe(fc.constantFrom('none', 'indirect', 'direct', 'enterprise', 'x')),
    attestationFormats: maybe(
      fc.shuffledSubarray(['packed', 'none', 'fido-u2f', 'tpm', 'apple', 'android-key', 'x']),
    ),
    extensions: mostly(extensions(ofCreation, ids)),
  })

export const randomRequest = (ids: readonly string[]) =>
  fc.record({
    challenge: mostly(bytes(0, 64)),
    timeout,
    rpId: mostly(rpId),
    allowCredentials: mostly(descriptors(ids)),
    userVerification: mostly(userVerification),
    hints: maybe(hints),
    extensions: mostly(extensions(ofRequest, ids)),
  })

export const randomMediation = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(undefined, 'optional', 'required') },
  { weight: 1, arbitrary: fc.constantFrom('silent', 'conditional', 'immediate', '') },
)
