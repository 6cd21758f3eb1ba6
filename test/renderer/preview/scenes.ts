/** The scenes of the preview. Times count from now, so that the window says “5 minutes ago”. */
import type { LockReason } from '../../../src/shared/app-state'
import type { Question } from '../../../src/shared/question'
import type { FakeMain } from '../../support/fake-main'
import type { FakeMainState } from '../../support/fake-main-state'
import {
  account,
  appState,
  consentRequest,
  pairedPage,
  pairingAgainRequest,
  pairingRequest,
  passkeySummary,
} from '../../support/window-data'
import { activityScenes } from './activity-scenes'
import { auditScenes } from './audit-scenes'
import { detailScenes } from './detail-scenes'
import type { EngineCeremonies } from './engine-ceremony-ids'
import { inspectorScenes } from './inspector-scenes'
import { keyScenes } from './key-scenes'
import { listScenes } from './list-scenes'
import { policyScenes } from './policy-scenes'
import { providerScenes } from './provider-scenes'
import { rescueScenes } from './rescue-scenes'
import { hostileNames, manyPasskeys, someActivity, somePages, somePasskeys } from './scene-data'

export interface Scene {
  readonly state: () => Partial<FakeMainState>
  /** Replaces the same members of `state`: the ceremonies of Latchkey's own engine that the scene shows. */
  readonly ceremonies?: (made: EngineCeremonies) => Partial<FakeMainState>
  readonly prepare?: (fake: FakeMain) => void
  /** CSS selectors of the elements that are clicked one after another, each as soon as it is there. */
  readonly clicks?: readonly string[]
  /** Runs after the clicks. */
  readonly then?: (fake: FakeMain) => void
}

const full = (): Partial<FakeMainState> => ({
  passkeys: somePasskeys(),
  activity: someActivity(),
  pages: somePages(),
})

function asking(question: Question, ...more: Question[]): Scene {
  return { state: () => ({ ...full(), questions: [question, ...more] }) }
}

function consent(fields: Parameters<typeof consentRequest>[0]): Question {
  return { type: 'consent', request: consentRequest({ askedAt: Date.now(), ...fields }) }
}

function pairing(fields: Parameters<typeof pairingRequest>[0] = {}): Question {
  return { type: 'pairing', request: pairingRequest({ askedAt: Date.now(), ...fields }) }
}

function locked(reason: LockReason, explanation: string): Scene {
  return { state: () => ({ app: appState({ vault: { state: 'locked', reason, explanation } }) }) }
}

/** Types into the search of the dialog. */
function search(text: string): void {
  const field = document.querySelector<HTMLInputElement>('[role=dialog] [type=search]')
  if (field === null) throw new Error('the dialog has no search')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

const accounts = [
  account({ id: 'A1', userDisplayName: 'Ada Lovelace', userName: 'ada@example.org' }),
  account({ id: 'A2', userDisplayName: 'Grace Hopper', userName: 'grace@example.org' }),
  account({ id: 'A3', userDisplayName: '', userName: 'test-account-03' }),
]

function command(what: 'delete' | 'export', count: number): Question {
  const passkeys = somePasskeys().slice(0, Math.min(count, 5))
  return {
    type: 'command',
    request: {
      id: 'command',
      what,
      count,
      askedAt: Date.now(),
      passkeys: passkeys.map(({ userName, userDisplayName, rpId }) => ({
        userName,
        userDisplayName,
        rpId,
      })),
    },
  }
}

const questions: Record<string, Scene> = {
  'command-delete': asking(command('delete', 1)),
  'command-export': asking(command('export', 12)),
  pairing: asking(pairing()),
  'pairing-again': asking({
    type: 'pairing-again',
    request: pairingAgainRequest({ askedAt: Date.now(), until: Date.now() + 29 * 86_400_000 }),
  }),
  'pairing-idn': asking(
    pairing({
      origin: 'https://login.xn--exmple-cua.org:8443',
      displayHost: 'login.exämple.org',
      topOrigin: 'https://shop.example',
    }),
    consent({ id: 'second' }),
    consent({ id: 'third' }),
  ),
  'consent-create': asking(consent({ verify: true })),
  'consent-sign-in': asking(
    consent({
      kind: 'sign-in',
      rpName: '',
      userName: '',
      userDisplayName: '',
      accounts,
      hints: ['security-key', 'hybrid'],
    }),
  ),
  'consent-five': asking(
    consent({
      kind: 'sign-in',
      rpName: '',
      userName: '',
      userDisplayName: '',
      verify: true,
      accounts: Array.from({ length: 5 }, (_, index) =>
        account({ id: `A${index}`, userDisplayName: `User ${index}`, userName: `user-${index}` }),
      ),
    }),
  ),
  'consent-many': {
    ...asking(
      consent({
        kind: 'sign-in',
        rpName: '',
        userName: '',
        userDisplayName: '',
        accounts: Array.from({ length: 60 }, (_, index) =>
          account({ id: `A${index}`, userDisplayName: `User ${index}`, userName: `user-${index}` }),
        ),
      }),
    ),
    clicks: ['[role=dialog] [type=search]'],
    then: () => search('nobody'),
  },
  offer: asking(
    consent({
      id: 'offer',
      kind: 'offer',
      origin: 'https://shop.example',
      rpId: 'shop.example',
      accounts: accounts.slice(0, 2),
    }),
  ),
  'offers-many': asking(
    consent({
      id: 'offer',
      kind: 'offer',
      verify: true,
      origin: 'https://login.shop.example:8443',
      rpId: 'shop.example',
      topOrigin: 'https://portal.example',
      accounts: [
        ...accounts,
        ...accounts.map((one) =>
          account({ ...one, id: `${one.id}b`, userDisplayName: hostileNames.long }),
        ),
      ],
    }),
    consent({
      id: 'second',
      kind: 'offer',
      origin: `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example`,
      rpId: 'b.example',
      accounts,
    }),
  ),
  'consent-registered': asking(consent({ kind: 'already-registered' })),
  'consent-registered-silence': asking(
    consent({
      kind: 'already-registered',
      rpId: 'example.org',
      origin: 'https://login.example.org',
      excluded: { outcome: 'silence', provider: 'KeePassXC 2.7.12' },
    }),
  ),
  'consent-none': asking(consent({ kind: 'no-passkey', rpName: '' })),
  'consent-hostile': asking(
    consent({
      origin: `https://${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`,
      rpName: hostileNames.long,
      userName: hostileNames.override,
      userDisplayName: hostileNames.controls,
      rpId: `${'c'.repeat(60)}.example`,
    }),
  ),
}

const missingVault = locked(
  'vault-missing',
  'The vault’s file vault.pkv is not in /home/ada/.config/Latchkey, and neither is a backup. The keychain still holds the key of a vault. Put vault.pkv back, then try again. To begin with an empty vault instead, choose “Start a new vault”.',
)

const vaults: Record<string, Scene> = {
  opening: { state: () => ({ app: appState({ vault: { state: 'opening' } }) }) },
  'locked-keychain': locked(
    'keychain-locked',
    'Your login keychain is locked, so the vault cannot be opened. Unlock it, then try again.',
  ),
  'locked-passphrase': locked('passphrase', 'This vault is sealed with a passphrase.'),
  'vault-missing': missingVault,
  'new-vault-asked': { ...missingVault, clicks: ['.lock-actions button:nth-child(2)'] },
  'copy-left': locked(
    'copy-left',
    'The vault’s file vault.pkv is missing from /home/ada/.config/Latchkey. The folder still holds vault.pkv.1. To go on with one of them, choose “Restore a backup…”. To start with an empty vault instead, move vault.pkv.1 elsewhere, then try again.',
  ),
  'locked-by-user': {
    state: () => ({ app: appState({ vault: { state: 'locked-by-user', sealedBy: 'keychain' } }) }),
  },
  'locked-by-user-passphrase': {
    state: () => ({
      app: appState({ vault: { state: 'locked-by-user', sealedBy: 'passphrase' } }),
    }),
  },
  'new-vault': {
    state: () => ({
      app: appState({
        vault: {
          state: 'new',
          explanation:
            'No keychain is available, so a passphrase encrypts the vault. Latchkey asks for it at each start. Details: Could not connect.',
        },
      }),
    }),
  },
  warned: {
    state: () => ({
      ...full(),
      app: appState({
        vault: {
          state: 'open',
          sealedBy: 'keychain',
          readOnly: 'The disk is full. Make room, then restart Latchkey.',
          warning: '2 damaged records were set aside in the data folder.',
        },
      }),
    }),
  },
  'no-answer': {
    state: full,
    prepare: (fake) => fake.fail('getAppState', 'The main process is gone.'),
  },
}

export const scenes: Readonly<Record<string, Scene>> = {
  ...questions,
  ...vaults,
  ...activityScenes,
  ...auditScenes,
  ...detailScenes,
  ...inspectorScenes,
  ...keyScenes,
  ...listScenes,
  ...policyScenes,
  ...providerScenes,
  ...rescueScenes,
  passkeys: { state: full },
  empty: { state: () => ({}) },
  hostile: {
    state: () => ({
      passkeys: Object.entries(hostileNames).map(([id, name], index) =>
        passkeySummary({
          id,
          userDisplayName: name,
          userName: name,
          rpName: name,
          createdAt: index,
          rpId: 'hostile.example',
          edited: { userName: name, userDisplayName: name },
          discoverable: false,
          renames: [
            {
              at: Date.now(),
              by: 'page',
              origin: 'https://hostile.example',
              entryId: null,
              before: { userName: name, userDisplayName: 'Ada' },
              after: { userName: 'ada', userDisplayName: name },
            },
          ],
        }),
      ),
      pages: [pairedPage({ origin: `https://${'very-long-'.repeat(20)}.example` })],
    }),
  },
  many: { state: () => ({ passkeys: manyPasskeys(10_000) }) },
  'bridge-problem': {
    state: () => ({
      ...full(),
      app: appState({
        bridge: {
          ...appState().bridge,
          port: null,
          addresses: [],
          problem: 'Ports 47801 to 47805 are taken. Close what uses them, then switch it on again.',
        },
      }),
    }),
  },
}
