/** The details of a passkey and its dialogs. */
import type { PasskeySummary, Rename } from '../../../src/shared/passkey'
import type { FakeMainState } from '../../support/fake-main-state'
import { passkeySummary, renameEntry } from '../../support/window-data'
import { hostileNames, somePages, somePasskeys } from './scene-data'
import { sceneDryRun } from './scene-dry-run'
import type { Scene } from './scenes'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const ROW = '[data-passkey-id="AQID"]'
const TRY = '.passkey-detail .try'
const SHOW_ALL = '.passkey-trail .more'

const names = (userDisplayName: string, userName = 'ada@example.org') => ({
  userName,
  userDisplayName,
})

function rename(fields: Partial<Rename> & Pick<Rename, 'before' | 'after'>): Rename {
  const origin = 'https://example.org'
  return { at: Date.now() - 2 * MINUTE, by: 'page', origin, entryId: null, ...fields }
}

const trail = (): Rename[] => [
  rename({ entryId: 'newest', before: names('Ada Lovelace'), after: names('Ada King') }),
  rename({
    at: Date.now() - 3 * 60 * MINUTE,
    by: 'user',
    origin: null,
    before: names('Ada Byron', 'ada'),
    after: names('Ada Lovelace'),
  }),
  rename({
    at: Date.now() - DAY,
    by: 'undo',
    origin: 'https://login.example.org:8443',
    before: names('', 'ada'),
    after: names('Ada Byron', 'ada'),
  }),
  rename({
    at: Date.now() - DAY - MINUTE,
    entryId: 'undone',
    origin: 'https://login.example.org:8443',
    before: names('Ada Byron', 'ada'),
    after: names('', 'ada'),
  }),
]

/** `ada` first, then another passkey of hers, then all other passkeys. */
function withAda(fields: Partial<PasskeySummary>): Partial<FakeMainState> {
  const ada = passkeySummary({ createdAt: Date.now() - DAY, ...fields })
  const others = somePasskeys()
    .filter(({ id }) => id !== ada.id)
    .map((other) => ({ ...other, userHandle: other.id }))
  const second = passkeySummary({
    id: 'c2Vjb25kLXBhc3NrZXktb2YtYWRh',
    userDisplayName: 'Countess, at work',
    discoverable: false,
    createdAt: Date.now() - 2 * DAY,
    edited: { userName: null, userDisplayName: 'Ada Lovelace' },
  })
  const passkeys = [ada, second, ...others]
  return {
    passkeys,
    pages: somePages(),
    activity: [
      renameEntry({ id: 'undo', kind: 'undo', undoes: 'undone', at: Date.now() - DAY }),
      renameEntry({ id: 'newest', at: Date.now() - 2 * MINUTE }),
      renameEntry({ id: 'undone', at: Date.now() - DAY - MINUTE }),
    ],
    dryRun: sceneDryRun(passkeys),
  }
}

const hostile = (name: string): Partial<PasskeySummary> => ({
  userName: name,
  userDisplayName: name,
  rpName: name,
  edited: { userName: name, userDisplayName: name },
  renames: [
    rename({ entryId: 'newest', before: names(name, name), after: names('Ada', 'ada') }),
    rename({ before: names('Ada', 'ada'), after: names(name, name) }),
  ],
})

const edited = { userDisplayName: 'Ada King', userName: 'ada@example.org' }

export const detailScenes: Readonly<Record<string, Scene>> = {
  'detail-trail': {
    state: () => withAda({ ...names('Ada King'), renames: trail() }),
    clicks: [ROW],
  },
  'detail-trail-all': {
    state: () => withAda({ ...names('Ada King'), renames: trail() }),
    clicks: [ROW, SHOW_ALL],
  },
  'detail-edited': {
    state: () => withAda({ ...edited, edited: { userName: null, userDisplayName: 'A. Lovelace' } }),
    clicks: [ROW],
  },
  'detail-edited-both': {
    state: () => withAda({ ...edited, edited: { userName: '', userDisplayName: 'A. Lovelace' } }),
    clicks: [ROW],
  },
  'detail-hidden': {
    state: () =>
      withAda({ hidden: { at: Date.now() - MINUTE, because: 'You hid it in Latchkey.' } }),
    clicks: [ROW],
  },
  'detail-fresh': {
    state: () => withAda({}),
    clicks: [ROW],
    then: (fake) => fake.signal(renameEntry({ id: 'now', at: Date.now() })),
  },
  'detail-long-name': { state: () => withAda(hostile(hostileNames.long)), clicks: [ROW, SHOW_ALL] },
  'detail-unbroken-name': {
    state: () => withAda(hostile(hostileNames.unbroken)),
    clicks: [ROW, SHOW_ALL],
  },
  'detail-hostile-name': {
    state: () => withAda(hostile(`${hostileNames.override} ${hostileNames.controls}`)),
    clicks: [ROW, SHOW_ALL],
  },
  'rename-dialog': {
    state: () => withAda({}),
    clicks: [ROW, '.passkey-detail .actions button'],
  },
  'dry-run-names': {
    state: () => withAda({ ...names('Ada King') }),
    clicks: [ROW, TRY],
  },
  'dry-run-nothing': {
    state: () => ({ ...withAda({}), dryRun: sceneDryRun([passkeySummary()], 'delete') }),
    clicks: [ROW, TRY],
  },
  'dry-run-accepted': {
    state: () => withAda({}),
    clicks: [ROW, TRY, 'input[value=allAcceptedCredentials]'],
  },
  'dry-run-unknown': {
    state: () => withAda({}),
    clicks: [ROW, TRY, 'input[value=unknownCredential]'],
  },
  'dry-run-failed': {
    state: () => withAda({}),
    prepare: (fake) => fake.fail('dryRunSignal', 'The vault is locked. Unlock it, then try again.'),
    clicks: [ROW, TRY],
  },
  'dry-run-long-name': {
    state: () => withAda(hostile(hostileNames.long)),
    clicks: [ROW, TRY],
  },
  'dry-run-hostile-name': {
    state: () => withAda(hostile(`${hostileNames.override} ${hostileNames.surrogate} مفتاح`)),
    clicks: [ROW, TRY],
  },
}
