import { decodeBase64Url } from '../../shared/base64url'
import type { MainApi } from '../../shared/main-api'
import type { TrashedPasskeySummary } from '../../shared/passkey'
import { appState } from './app-state'
import { pairedPages } from './paired-pages'
import type { Parts, TrashedPasskey } from './parts'
import { passkeySummary } from '../vault/passkey-summary'
import { recordFile } from './record-file'

/** The passkeys and pages of a locked vault cannot be read; the window shows the lock instead. */
const isOpen = ({ vault }: Parts) => vault.state.state === 'open'

/** What the window may ask, answered from the parts of the app. */
export function mainApi(parts: Parts): MainApi {
  return {
    ...appCalls(parts),
    ...passkeyCalls(parts),
    ...signalCalls(parts),
    ...questionCalls(parts),
    ...pageCalls(parts),
  }
}

type AppCalls = Pick<
  MainApi,
  | 'getAppState'
  | 'setAppearance'
  | 'setCommandsMayUseYes'
  | 'retryKeychain'
  | 'unlockWithPassphrase'
  | 'createWithPassphrase'
  | 'getDiagnostics'
  | 'copyDiagnostics'
  | 'showLogFile'
  | 'saveAttestationFile'
>

function appCalls(parts: Parts): AppCalls {
  const { vault, appearance, diagnostics } = parts
  return {
    getAppState: async () => appState(parts, diagnostics().version),
    setAppearance: async (chosen) => appearance.set(chosen),
    setCommandsMayUseYes: async (allowed) => parts.commandsMayUseYes.set(allowed),
    retryKeychain: () => vault.retry(),
    unlockWithPassphrase: (passphrase) => vault.unlockWithPassphrase(passphrase),
    createWithPassphrase: (passphrase) => vault.createWithPassphrase(passphrase),
    getDiagnostics: async () => diagnostics(),
    copyDiagnostics: async () =>
      parts.copyText(
        Object.entries(diagnostics())
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n'),
      ),
    showLogFile: async () => parts.showFile(diagnostics().logFile),
    saveAttestationFile: async (kind) => {
      const { name, text } = await parts.attestationFiles.make(kind)
      return parts.saveFile(name, text)
    },
  }
}

type PasskeyCalls = Pick<
  MainApi,
  | 'listPasskeys'
  | 'renamePasskey'
  | 'followSite'
  | 'deletePasskey'
  | 'restorePasskey'
  | 'hidePasskey'
  | 'showPasskey'
  | 'listTrash'
  | 'deleteForever'
>

function passkeyCalls(parts: Parts): PasskeyCalls {
  const { vault } = parts
  return {
    listPasskeys: async () => (isOpen(parts) ? vault.passkeys.list().map(passkeySummary) : []),
    renamePasskey: (id, names) => vault.passkeys.rename(decodeBase64Url(id), names),
    deletePasskey: (id) => vault.passkeys.trash(decodeBase64Url(id), 'deleted in the window'),
    restorePasskey: (id) => vault.passkeys.restore(decodeBase64Url(id)),
    followSite: (id) => vault.passkeys.followSite(decodeBase64Url(id)),
    hidePasskey: (id, as) =>
      vault.passkeys.hide(decodeBase64Url(id), as?.because ?? 'You hid it in Latchkey.', as?.at),
    showPasskey: (id) => vault.passkeys.show(decodeBase64Url(id)),
    listTrash: async () => (isOpen(parts) ? vault.passkeys.listTrash().map(trashed) : []),
    deleteForever: (ids) => vault.passkeys.deleteForever(ids.map(decodeBase64Url)),
  }
}

function trashed({ passkey, at, because, keptForMs }: TrashedPasskey): TrashedPasskeySummary {
  return { passkey: passkeySummary(passkey), at, because, keptForMs }
}

type SignalCalls = Pick<
  MainApi,
  | 'listActivity'
  | 'exportActivity'
  | 'undoSignal'
  | 'dryRunSignal'
  | 'setSignalPolicy'
  | 'setPageSignalPolicy'
>

function signalCalls(parts: Parts): SignalCalls {
  const { activity, signals, pagePolicies, signalPolicy } = parts
  return {
    listActivity: async () => [...activity.list()],
    exportActivity: async () => {
      const app = parts.diagnostics().version
      const { name, text } = recordFile(activity.list(), { app, now: parts.now() })
      return parts.saveFile(name, text)
    },
    undoSignal: (entryId) => signals.undo(entryId),
    dryRunSignal: async (request) => signals.dryRun(request),
    setSignalPolicy: async (policy) => signalPolicy.set(policy),
    setPageSignalPolicy: async (origin, policy) => {
      if (policy !== null) requirePaired(parts, origin)
      await pagePolicies.set(origin, policy)
    },
  }
}

function questionCalls({
  questions,
}: Parts): Pick<MainApi, 'listQuestions' | 'answerConsent' | 'answerPairing' | 'answerCommand'> {
  return {
    listQuestions: async () => questions.list(),
    answerConsent: async (id, answer) => questions.answer('consent', id, answer),
    answerPairing: async (id, answer) => questions.answer('pairing', id, answer),
    answerCommand: async (id, allow) => questions.answer('command', id, allow),
  }
}

type PageCalls = Pick<
  MainApi,
  'setBridgeEnabled' | 'listPages' | 'forgetPage' | 'setAnswersByItself'
>

function pageCalls(parts: Parts): PageCalls {
  const { vault, bridge, answersByItself, pagePolicies } = parts
  return {
    setBridgeEnabled: (enabled) => parts.switchBridge(enabled),
    listPages: async () =>
      isOpen(parts)
        ? pairedPages(vault.grants.list(), vault.grants.blocked(), {
            connected: (origin) => bridge.connectedCount(origin),
            answersByItself: (origin) => answersByItself.has(origin),
            signalPolicy: (origin) => pagePolicies.own(origin),
            signalQuota: (origin) => pagePolicies.quota(origin),
          })
        : [],
    forgetPage: async (origin) => {
      answersByItself.set(origin, false)
      bridge.revoke(origin)
      try {
        await vault.grants.removeByOrigin(origin)
        await vault.grants.unblock(origin)
        await pagePolicies.set(origin, null)
      } finally {
        // A page may have come back with its grant before that was gone.
        bridge.revoke(origin)
      }
    },
    setAnswersByItself: async (origin, on) => {
      // Off works while the vault is locked, too; on needs the grants.
      if (on) requirePaired(parts, origin)
      answersByItself.set(origin, on)
      parts.pagesChanged()
    },
  }
}

/** @throws while the vault is locked, too. */
function requirePaired({ vault }: Parts, origin: string): void {
  if (!vault.grants.list().some((grant) => grant.origin === origin))
    throw new Error('the page is not paired')
}
