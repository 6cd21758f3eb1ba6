import type { ActivityEntry } from '../../../src/shared/activity'
import type { PairedPage } from '../../../src/shared/pairing'
import type { PasskeySummary } from '../../../src/shared/passkey'
import { activityEntry, pairedPage, passkeySummary, renameEntry } from '../../support/window-data'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Milliseconds since the Unix epoch, `ms` ago. */
const ago = (ms: number): number => Date.now() - ms

/** Names that a page may send, which must have no effect in the window. */
export const hostileNames = {
  html: '<img src=x onerror="document.title=1"><script>document.title=2</script>',
  override: 'admin\u202egro.elpmaxe\u202c@paypal',
  controls: 'nul\0bell\u0007newline\nescape\u001b[31m',
  long: 'A very long name without an end '.repeat(2048),
  unbroken: 'W'.repeat(65_536),
  surrogate: 'lone \ud83d surrogate \udc00 here',
  emoji: '👩‍👩‍👧‍👦🏴‍☠️ family of emoji 🔑',
  zalgo: `Z${'\u0335\u0321\u0315\u035a'.repeat(40)}algo`,
  arabic: 'مفتاح العبور الخاص بي',
  blank: ' \t ',
} as const

export function somePasskeys(): PasskeySummary[] {
  return [
    passkeySummary({
      lastUsedAt: ago(4 * MINUTE),
      createdAt: ago(9 * DAY),
      id: 'AQID',
      userHandle: 'dXNlci0wMDE',
    }),
    passkeySummary({
      id: 'pK3vWq0yT2mJb8xRzL5nGdQe7uHcS1fAi4oZkV6tYwM',
      userName: 'grace@example.org',
      userDisplayName: 'Grace Hopper',
      extensions: { credBlobBytes: 3, credProtect: 3, largeBlobBytes: 12, prf: true },
      edited: { userName: null, userDisplayName: 'G. M. Hopper' },
      lastUsedAt: ago(DAY),
      createdAt: ago(2 * DAY),
      renames: [
        {
          at: ago(3 * HOUR),
          by: 'page',
          origin: 'https://example.org',
          entryId: '7',
          before: { userName: 'grace@example.org', userDisplayName: 'G. Hopper' },
          after: { userName: 'grace@example.org', userDisplayName: 'G. M. Hopper' },
        },
      ],
    }),
    passkeySummary({
      id: 'c2VydmVyLXNpZGU',
      userName: 'kiosk-07',
      userDisplayName: 'Kiosk, ground floor',
      discoverable: false,
      createdAt: ago(20 * DAY),
    }),
    passkeySummary({
      id: 'bG9jYWwx',
      rpId: 'localhost',
      rpName: 'Bookshop (development)',
      userName: 'linus@bookshop.test',
      userDisplayName: 'Linus Pauling',
      origin: 'http://localhost:5173',
      createdAt: ago(HOUR),
      lastUsedAt: ago(20 * MINUTE),
    }),
    passkeySummary({
      id: 'bG9jYWwy',
      rpId: 'localhost',
      rpName: 'Bookshop (development)',
      userName: 'rosalind@bookshop.test',
      userDisplayName: 'Rosalind Franklin',
      algorithm: -8,
      origin: 'http://localhost:5173',
      createdAt: ago(2 * HOUR),
    }),
    passkeySummary({
      id: 'bG9naW4',
      rpId: 'login.intranet.test',
      rpName: 'login.intranet.test',
      userName: 'm.curie',
      userDisplayName: 'Marie Skłodowska-Curie',
      signCount: 12,
      createdAt: ago(40 * DAY),
      lastUsedAt: ago(12 * DAY),
    }),
    passkeySummary({
      id: 'aGlkZGVu',
      userName: 'charles@example.org',
      userDisplayName: 'Charles Babbage',
      createdAt: ago(30 * DAY),
      hidden: {
        at: ago(2 * HOUR),
        because:
          'https://example.org said that it does not know this passkey (signalUnknownCredential).',
      },
    }),
  ]
}

export function someActivity(): ActivityEntry[] {
  const names = { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' }
  return [
    renameEntry({ id: '1', at: ago(MINUTE), reason: 'The names of 1 passkey were updated.' }),
    activityEntry({ id: '2', at: ago(4 * MINUTE), names, reason: 'You chose this account.' }),
    activityEntry({
      id: '3',
      at: ago(20 * MINUTE),
      origin: 'http://localhost:5173',
      rpId: 'localhost',
      answeredBy: 'by-itself',
      names: { userName: 'linus@bookshop.test', userDisplayName: 'Linus Pauling' },
      reason: 'The page answers by itself, and this was the newest passkey.',
    }),
    activityEntry({
      id: '4',
      at: ago(HOUR),
      kind: 'create',
      origin: 'http://localhost:5173',
      rpId: 'localhost',
      answeredBy: 'script',
      names: { userName: 'linus@bookshop.test', userDisplayName: 'Linus Pauling' },
      reason: 'A passkey was made with ES256.',
    }),
    activityEntry({
      id: '5',
      at: ago(2 * HOUR),
      outcome: 'refused',
      error: 'NotAllowedError',
      reason: 'You declined.',
    }),
    activityEntry({
      id: '6',
      at: ago(2 * HOUR),
      kind: 'signal',
      signal: 'unknownCredential',
      answeredBy: null,
      reason: 'The page does not know this passkey any more.',
      changes: [
        {
          what: 'hidden',
          passkeyId: 'aGlkZGVu',
          names: { userName: 'charles@example.org', userDisplayName: 'Charles Babbage' },
        },
      ],
    }),
    activityEntry({
      id: '7',
      at: ago(3 * HOUR),
      kind: 'signal',
      signal: 'allAcceptedCredentials',
      outcome: 'nothing',
      answeredBy: null,
      reason: 'Every passkey of this account is on the list.',
    }),
    activityEntry({
      id: '8',
      at: ago(DAY),
      kind: 'pairing',
      rpId: null,
      reason: 'Allowed for 30 days.',
    }),
    activityEntry({
      id: '9',
      at: ago(DAY + HOUR),
      kind: 'refusal',
      origin: null,
      rpId: null,
      outcome: 'refused',
      answeredBy: null,
      reason: 'The Host header named another computer: a rebound name, perhaps.',
    }),
  ]
}

export function somePages(): PairedPage[] {
  return [
    pairedPage({ since: ago(DAY), expiresAt: Date.now() + 29 * DAY, lastUsedAt: ago(4 * MINUTE) }),
    pairedPage({
      origin: 'http://localhost:5173',
      since: ago(2 * HOUR),
      lastUsedAt: ago(20 * MINUTE),
      connected: 2,
      answersByItself: true,
      signalPolicy: 'google-password-manager',
      signalQuota: { left: 7, of: 10, nextInMs: 100_000 },
    }),
    pairedPage({
      origin: 'https://shop.example',
      since: ago(3 * DAY),
      signalPolicy: 'google-password-manager',
      signalQuota: { left: 0, of: 10, nextInMs: 42_000 },
      connected: 0,
    }),
    pairedPage({
      origin: 'https://ads.example',
      status: 'blocked',
      since: ago(5 * DAY),
      connected: 0,
    }),
  ]
}

export function manyPasskeys(count: number): PasskeySummary[] {
  return Array.from({ length: count }, (_, index) =>
    passkeySummary({
      id: `many-${index}`,
      rpId: `site-${index % 100}.example`,
      rpName: `Site ${index % 100}`,
      userName: `user-${index}@site.example`,
      userDisplayName: `User ${index}`,
      createdAt: ago(index * MINUTE),
    }),
  )
}
