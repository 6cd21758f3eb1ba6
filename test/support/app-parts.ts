/** The parts of the app that the window reaches, in memory. What was asked of them is kept for the test. */
import type { ActivityEntry } from '../../src/shared/activity'
import type { Appearance, Diagnostics, VaultState } from '../../src/shared/app-state'
import type { SignalPolicy } from '../../src/shared/signal-policy'
import { AnswersByItself } from '../../src/main/consent/answers-by-itself'
import { Questions } from '../../src/main/consent/questions'
import type { Grant } from '../../src/main/bridge/ports'
import type { BlockedOrigin, Parts, TrashedPasskey } from '../../src/main/ipc/parts'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import { activityEntry } from './window-data'

export const START = Date.UTC(2026, 0, 1)

export function pageGrant(fields: Partial<Grant> = {}): Grant {
  return {
    id: 'AAAAAAAAAAAAAAAA',
    origin: 'https://example.org',
    name: 'Example',
    token: new Uint8Array(32).fill(5),
    createdAt: START,
    expiresAt: null,
    lastUsedAt: null,
    ...fields,
  }
}

const openVault: VaultState = {
  state: 'open',
  sealedBy: 'memory',
  readOnly: null,
  warning: null,
}

export const lockedVault: VaultState = {
  state: 'locked',
  reason: 'keychain-locked',
  explanation: 'Unlock the keychain.',
}

const diagnostics: Diagnostics = {
  version: '1.2.3',
  electron: '45.0.0',
  chromium: '140.0.0',
  platform: 'linux x64',
  dataFolder: '/data',
  keychainService: 'Latchkey',
  logFile: '/data/logs/latchkey.log',
}

export interface PartsOptions {
  readonly vault?: VaultState
  readonly passkeys?: readonly Passkey[]
  readonly trash?: readonly TrashedPasskey[]
  readonly grants?: readonly Grant[]
  readonly blocked?: readonly BlockedOrigin[]
  readonly activity?: readonly ActivityEntry[]
  readonly connected?: Readonly<Record<string, number>>
}

/** What was asked of a part: its name, then its arguments. */
export type Asked = readonly [name: string, ...args: readonly unknown[]]

export function appParts(options: PartsOptions = {}) {
  const asked: Asked[] = []
  const note =
    (name: string) =>
    (...args: readonly unknown[]): void =>
      void asked.push([name, ...args])
  const noteLater =
    (name: string) =>
    async (...args: readonly unknown[]) =>
      note(name)(...args)
  const state = options.vault ?? openVault
  /** As the vault's own reads do while it is locked. */
  const read = <T>(value: T): T => {
    if (state.state !== 'open') throw new Error('the vault is locked')
    return value
  }
  let ids = 0
  let appearance: Appearance = 'system'
  let signalPolicy: SignalPolicy = 'spec'
  const questions = new Questions({ newId: () => `question-${++ids}`, now: () => START })
  const answersByItself = new AnswersByItself()
  const parts: Parts = {
    vault: {
      state,
      retry: noteLater('retry'),
      unlockWithPassphrase: noteLater('unlockWithPassphrase'),
      createWithPassphrase: noteLater('createWithPassphrase'),
      passkeys: {
        list: () => read(options.passkeys ?? []),
        rename: noteLater('rename'),
        trash: noteLater('trash'),
        restore: noteLater('restore'),
        hide: noteLater('hide'),
        show: noteLater('show'),
        followSite: noteLater('followSite'),
        listTrash: () => read(options.trash ?? []),
        deleteForever: noteLater('deleteForever'),
      },
      grants: {
        list: () => read(options.grants ?? []),
        removeByOrigin: noteLater('removeByOrigin'),
        blocked: () => read(options.blocked ?? []),
        unblock: noteLater('unblock'),
      },
    },
    bridge: {
      state: { enabled: true, port: 47_801, addresses: ['127.0.0.1'], problem: null },
      connectedCount: (origin) => options.connected?.[origin] ?? 0,
      revoke: note('revoke'),
    },
    switchBridge: noteLater('switchBridge'),
    questions,
    activity: { list: () => options.activity ?? [] },
    answersByItself,
    signals: {
      undo: async (entryId) => {
        note('undo')(entryId)
        return activityEntry({ kind: 'undo', undoes: entryId })
      },
      dryRun: () => ({ inForce: 'spec', outcomes: [] }),
    },
    pagePolicies: { own: () => null, set: noteLater('setPagePolicy'), quota: () => null },
    signalPolicy: {
      get: () => signalPolicy,
      set: (chosen) => {
        signalPolicy = chosen
      },
    },
    commandsMayUseYes: { get: () => false, set: note('setCommandsMayUseYes') },
    appearance: {
      get: () => appearance,
      set: (chosen) => {
        appearance = chosen
      },
    },
    diagnostics: () => diagnostics,
    copyText: note('copyText'),
    showFile: note('showFile'),
    attestationFiles: { make: async (kind) => ({ name: `${kind}.txt`, text: `the ${kind}` }) },
    saveFile: async (name, text) => {
      note('saveFile')(name, typeof text === 'string' ? text : Array.from(text).join(''))
      return `/home/ada/${name}`
    },
    pagesChanged: note('pagesChanged'),
    now: () => START,
  }
  return { parts, asked, questions, answersByItself, diagnostics }
}
