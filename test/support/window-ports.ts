/** The ports of the app that the window uses, in memory. They record their calls for the test. */
import { exportCredentials } from '../../src/main/commands/export-credentials'
import type { Diagnostics, VaultState } from '../../src/shared/app-state'
import { AgentAnswers } from '../../src/main/consent/agent-answers'
import { AnswersByItself } from '../../src/main/consent/answers-by-itself'
import { Questions } from '../../src/main/consent/questions'
import { appState } from '../../src/main/ipc/app-state'
import type { MainApiPorts } from '../../src/main/ipc/main-api'
import type { SaveFile } from '../../src/main/ipc/save-file'
import { RecentSignIns } from '../../src/main/webauthn/client/recent-sign-ins'
import type { ExtensionSecrets } from '../../src/main/webauthn/authenticator/ports'
import { fakeAudits } from './fake-audit-helper'
import { profileForm } from './fake-profile-form'
import { FakeClock } from './fake-clock'
import { noPublicKey, type PortsOptions } from './ports-options'
import { entriesPart } from './entries-part'
import { judgingPorts } from './judging-ports'
import { activityEntry, vaultReport } from './window-data'
import { ArmedFaults } from '../../src/main/webauthn/faults/armed-faults'
import { memorySettings } from './memory-settings'

export const START = Date.UTC(2026, 0, 1)

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

/** A call of a port: its name, then its arguments. */
export type Asked = readonly [name: string, ...args: readonly unknown[]]

export function windowPorts(options: PortsOptions = {}) {
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
  /** Fails like the vault's own reads while the vault is locked. */
  const read = <T>(value: T): T => {
    if (state.state !== 'open') throw new Error('the vault is locked')
    return value
  }
  let ids = 0
  const questions = new Questions({ newId: () => `question-${++ids}`, now: () => START })
  const answersByItself = new AnswersByItself()
  const agentAnswers = new AgentAnswers(new FakeClock())
  const signIns = new RecentSignIns(() => START)
  const vault = {
    state,
    retry: noteLater('retry'),
    unlockWithPassphrase: noteLater('unlockWithPassphrase'),
    createWithPassphrase: noteLater('createWithPassphrase'),
    startNew: noteLater('startNew'),
    erase: noteLater('erase'),
    unlockWithRecoveryCode: noteLater('unlockWithRecoveryCode'),
    ways: {
      state: { recoveryCode: false, passphraseDue: false, notice: null },
      check: noteLater('check'),
      dismissNotice: note('dismissNotice'),
      newRecoveryCode: 'AAAAA-BBBBB',
      makeRecoveryCode: async (...args: readonly unknown[]) => {
        note('makeRecoveryCode')(...args)
        return 'AAAAA-BBBBB'
      },
      keepRecoveryCode: noteLater('keepRecoveryCode'),
      cancelRecoveryCode: note('cancelRecoveryCode'),
      removeRecoveryCode: noteLater('removeRecoveryCode'),
      setPassphrase: noteLater('setPassphrase'),
      useKeychain: noteLater('useKeychain'),
      renewKey: noteLater('renewKey'),
    },
    passkeys: {
      listPart: (from: number, count: number) => {
        const all = read(options.passkeys ?? [])
        const end = from + count
        return { passkeys: all.slice(from, end), next: end < all.length ? end : null }
      },
      rename: noteLater('rename'),
      find: (id: Uint8Array) =>
        options.passkeys?.find(({ credentialId }) => Buffer.from(credentialId).equals(id)),
      privateKey: () => Uint8Array.of(9, 9, 9),
      withExtensionSecrets: <T>(_id: Uint8Array, use: (secrets: ExtensionSecrets) => T) => use({}),
      trashAll: noteLater('trashAll'),
      restoreAll: noteLater('restoreAll'),
      hideAll: noteLater('hideAll'),
      hideAgain: noteLater('hideAgain'),
      showAll: noteLater('showAll'),
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
  }
  const bridge = {
    state: {
      enabled: options.isBridgeOn ?? true,
      ...{ port: 47_801, addresses: ['127.0.0.1'], problem: null },
      scriptIntegrity: 'sha384-AAAA',
    },
    connectedCount: (origin: string) => options.connected?.[origin] ?? 0,
    revoke: note('revoke'),
    start: noteLater('startBridge'),
    stop: noteLater('stopBridge'),
  }
  const set = { version: diagnostics.version, bridgePort: { value: 1 }, loginItem: { isOn: null } }
  const faults = new ArmedFaults()
  const authenticator = {
    isOffline: false,
    setOffline: (isOffline: boolean) => {
      authenticator.isOffline = isOffline
    },
  }
  const fake = fakeAudits()
  const settings = memorySettings(options.unwritable ?? false)
  const saveFile: SaveFile = async (name, text, ...whose) => {
    note('saveFile')(name, typeof text === 'string' ? text : Array.from(text).join(''), ...whose)
    return `/home/ada/${name}`
  }
  const ports: MainApiPorts = {
    app: {
      state: () =>
        appState({
          vault,
          bridge,
          ...set,
          settings,
          agentAnswers,
          faults,
          authenticator,
        }),
      vault,
      lock: noteLater('lock'),
      diagnostics: () => diagnostics,
      copyText: note('copyText'),
      showFile: note('showFile'),
      openFolder: async (folder) => note('openFolder')(folder),
      openDemo: noteLater('openDemo'),
      attestationFiles: { make: async (kind) => ({ name: `${kind}.txt`, text: `the ${kind}` }) },
      saveFile,
      nameUndo: note('nameUndo'),
      undoTyping: note('undoTyping'),
    },
    keys: { ways: vault.ways, saveFile },
    vault: {
      rescue: {
        check: async () => vaultReport(),
        repair: noteLater('repair'),
        restore: async (name) => note('restore')(name),
        undo: noteLater('undo'),
        accept: noteLater('accept'),
      },
    },
    settings: {
      settings,
      agentAnswers,
      profiles: { has: (id) => id !== 'unknown' },
      authenticatorChanged: note('authenticatorChanged'),
      showAppearance: note('showAppearance'),
      bridge,
      bridgePort: { choose: note('choosePort') },
      loginItem: { set: note('setLoginItem') },
      window: { appStateChanged: note('appStateChanged'), pagesChanged: note('pagesChanged') },
      log: { info: note('log') },
    },
    profiles: {
      profiles: {
        list: () => [],
        damaged: () => [],
        find: () => undefined,
        examine: () => ['it is not JSON'],
        form: () => profileForm(),
        judge: () => [],
        keep: note('keepProfile'),
        remove: () => ({ id: 'acme', title: 'Acme' }),
      },
      openFile: async () => null,
      saveFile: async () => null,
      settings,
      pageProfiles: { originsOf: () => [], own: () => null, set: noteLater('setPageProfile') },
      changed: note('profilesChanged'),
    },
    faults: { faults, authenticator, log: { info: note('log') } },
    audit: {
      audits: fake.audits,
      chooseFile: async () => options.chosenFile ?? null,
      mayRun: async (path) => {
        asked.push(['mayRun', path])
        return options.mayRun ?? true
      },
      saveFile,
      openFile: noteLater('openFile'),
    },
    passkeys: { ...vault, publicKeyOf: options.publicKeyOf ?? noPublicKey },
    exchange: {
      openFile: async () => options.fileToOpen ?? null,
      keep: async (list) => list.map((_, index) => `imported-${index}`),
      give: (ids) =>
        exportCredentials(ids, {
          passkeys: vault.passkeys,
          confirm: async (question) => {
            note('confirm')(question)
            return options.denied !== true
          },
          saveFile,
          report: note('report'),
          note: note('log'),
        }),
    },
    activity: {
      activity: {
        list: () => options.activity ?? [],
        listPart: (...part) => entriesPart(options.activity ?? [], ...part),
        detail: (entryId) => options.details?.find((one) => one.entryId === entryId) ?? null,
      },
      ...judgingPorts(options, note),
      signals: {
        undo: async (entryId) => {
          note('undo')(entryId)
          return activityEntry({ kind: 'undo', undoes: entryId })
        },
        dryRun: () => ({ inForce: 'spec', outcomes: [] }),
      },
      version: diagnostics.version,
      saveFile,
      openFile: async () => options.opened ?? null,
      now: () => START,
    },
    questions,
    signalsApplied: noteLater('signalsApplied'),
    pages: {
      vault,
      bridge,
      answersByItself,
      pagePolicies: {
        own: () => null,
        byDefault: () => 'spec',
        set: noteLater('setPagePolicy'),
        quota: () => null,
      },
      pageProfiles: { own: () => null, set: noteLater('setPageProfile') },
      signIns,
      pagesChanged: note('pagesChanged'),
    },
  }
  return {
    ports,
    asked,
    audit: fake,
    faults,
    questions,
    answersByItself,
    agentAnswers,
    signIns,
    settings,
    vault,
  }
}
