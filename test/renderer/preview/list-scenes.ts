/** Live marks, notices, hidden passkeys and the trash. */
import type { PasskeySummary, TrashedPasskeySummary } from '../../../src/shared/passkey'
import { USUAL_PASSKEY_LIST } from '../../../src/shared/passkey-list'
import type { FakeMain } from '../../support/fake-main'
import type { FakeMainState } from '../../support/fake-main-state'
import { appState, passkeySummary, renameEntry, trashedPasskey } from '../../support/window-data'
import { hostileNames, manyPasskeys, someActivity, somePages, somePasskeys } from './scene-data'
import type { Scene } from './scenes'

const ROW = '[data-passkey-id]'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const WINDOW = 'main h1'
const TRASH = '[href="#trash"]'

const state = (fields: Partial<FakeMainState> = {}) => ({
  passkeys: somePasskeys(),
  activity: someActivity(),
  pages: somePages(),
  trash: someTrash(),
  ...fields,
})

/** On the first row. */
function pressOnRow(key: string, init: KeyboardEventInit): void {
  const row = document.querySelector<HTMLElement>(ROW)
  row?.focus()
  row?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
  )
}

function search(text: string): void {
  const field = document.querySelector<HTMLInputElement>('main [type=search]')
  if (field === null) throw new Error('the list has no search')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

function someTrash(): TrashedPasskeySummary[] {
  const deleted = [
    ['Edsger Dijkstra', 'You deleted it in Latchkey.', 4 * MINUTE],
    ['Barbara Liskov', 'https://example.org said that it does not know this passkey', DAY],
    ['', 'A newer passkey of this account replaced it.', 12 * DAY],
    [
      'Alan Turing',
      'https://login.accounts.example.org:8443 listed the accepted passkeys of this user, and this one was not among them',
      29.2 * DAY,
    ],
  ] as const
  return deleted.map(([userDisplayName, because, ago], index) =>
    trashedPasskey({
      passkey: passkeySummary({
        id: `trash-${index}`,
        userDisplayName,
        userName: `account-${index}@example.org`,
      }),
      at: Date.now() - ago,
      because,
      keptForMs: 30 * DAY - ago,
    }),
  )
}

function trashOf(passkeys: readonly PasskeySummary[], because: string): TrashedPasskeySummary[] {
  return passkeys.map((passkey, index) =>
    trashedPasskey({ passkey, because, at: Date.now() - index * MINUTE }),
  )
}

function rename(fake: FakeMain, count: number): void {
  for (let time = 0; time < count; time++) {
    fake.signal(renameEntry({ id: `live ${time}`, at: Date.now() }))
  }
}

/** A key of the window, once it listens. */
function press(key: string, init: KeyboardEventInit = {}): void {
  const event = () =>
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  const timer = setInterval(() => {
    if (document.body.dispatchEvent(event())) return
    clearInterval(timer)
  }, 20)
}

const hidden = (): PasskeySummary[] =>
  [
    ['You hid it in Latchkey.', 10 * MINUTE],
    ['https://example.org said that it does not know this passkey', 2 * 60 * MINUTE],
    [
      'https://login.accounts.example.org:8443 listed the accepted passkeys of this user, and this one was not among them',
      3 * DAY,
    ],
    [hostileNames.unbroken, DAY],
  ].map(([because, ago], index) =>
    passkeySummary({
      id: `hidden-${index}`,
      userDisplayName: Object.values(hostileNames)[2 * index] ?? '',
      userName: `user-${index}@example.org`,
      hidden: { at: Date.now() - Number(ago), because: String(because) },
    }),
  )

export const listScenes: Readonly<Record<string, Scene>> = {
  palette: { state, then: () => press('k', { ctrlKey: true }) },
  shortcuts: { state, then: () => press('F1') },
  reading: { state, prepare: (fake) => fake.silence('listPasskeys') },
  'signal-mark': { state, clicks: [WINDOW], then: (fake) => rename(fake, 1) },
  'signal-undone': {
    state,
    clicks: [WINDOW],
    then: (fake) => {
      rename(fake, 1)
      void fake.bridge.undoSignal('live 0')
    },
  },
  'notices-undo': {
    state: () => ({
      ...state(),
      passkeys: [
        ...somePasskeys(),
        ...Object.entries(hostileNames).map(([id, name]) =>
          passkeySummary({ id, userDisplayName: name, userName: name }),
        ),
      ],
    }),
    clicks: [WINDOW],
    then: (fake) => {
      for (const name of [hostileNames.unbroken, hostileNames.override]) {
        const before = { userName: 'ada', userDisplayName: hostileNames.arabic }
        const after = { userName: hostileNames.surrogate, userDisplayName: name }
        const changes = [{ what: 'renamed' as const, passkeyId: 'AQID', before, after }]
        fake.signal(renameEntry({ id: name, at: Date.now(), changes }))
      }
    },
  },
  'notices-many': { state, clicks: [WINDOW], then: (fake) => rename(fake, 20) },
  'passkeys-flat': {
    state: () => state({ app: appState({ passkeyList: { ...USUAL_PASSKEY_LIST, sort: 'name' } }) }),
  },
  'passkeys-marks': {
    state: () =>
      state({
        app: appState({ passkeyList: { ...USUAL_PASSKEY_LIST, sort: 'name' } }),
        passkeys: [
          passkeySummary({
            discoverable: false,
            edited: { userName: null, userDisplayName: 'A. Lovelace' },
          }),
        ],
      }),
  },
  'passkeys-compact': {
    state: () =>
      state({ app: appState({ passkeyList: { ...USUAL_PASSKEY_LIST, density: 'compact' } }) }),
  },
  'passkeys-filtered': {
    state: () =>
      state({ app: appState({ passkeyList: { ...USUAL_PASSKEY_LIST, filters: ['never-used'] } }) }),
  },
  'passkeys-together': { state, clicks: [ROW], then: () => pressOnRow('a', { ctrlKey: true }) },
  'passkeys-menu': { state, clicks: [ROW], then: () => pressOnRow('F10', { shiftKey: true }) },
  'passkeys-found': { state, then: () => search('org grace') },
  'hidden-section': { state: () => state({ passkeys: [passkeySummary(), ...hidden()] }) },
  trash: { state, clicks: [TRASH] },
  'trash-empty': { state: () => state({ trash: [] }), clicks: [TRASH] },
  'trash-destroy': { state, clicks: [TRASH, '.trash-view .button.danger'] },
  'trash-hostile': {
    state: () =>
      state({
        trash: Object.values(hostileNames).flatMap((name, index) =>
          trashOf(
            [
              passkeySummary({
                id: String(index),
                userDisplayName: name,
                userName: name,
                rpId: `${'long-'.repeat(30)}.example`,
              }),
            ],
            name,
          ),
        ),
      }),
    clicks: [TRASH],
  },
  'trash-many': {
    state: () => state({ trash: trashOf(manyPasskeys(10_000), 'You deleted it in Latchkey.') }),
    clicks: [TRASH],
  },
}
