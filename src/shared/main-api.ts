/**
 * The contract between the window and the main process. It is stated once, here: `src/main/ipc`
 * serves it, `src/preload` forwards it and `src/renderer/main-api.ts` calls it. What each argument
 * and answer must look like stands in `main-api-schemas.ts`.
 */
import type { ActivityEntry } from './activity'
import type { Appearance, AppState, Diagnostics } from './app-state'
import type { AttestationFileKind } from './attestation-file'
import type { CommandQuestion } from './command-question'
import type { ConsentAnswer, ConsentRequest } from './consent'
import type { PairedPage, PairingAnswer, PairingRequest } from './pairing'
import type { Hidden, Names, PasskeySummary, TrashedPasskeySummary } from './passkey'
import type { Reply } from './reply'
import type { DryRun, DryRunRequest } from './signal-dry-run'
import type { SignalPolicy } from './signal-policy'

/** What the window may ask. Each method is one `invoke` channel. */
export interface MainApi {
  getAppState(): Promise<AppState>
  setAppearance(appearance: Appearance): Promise<void>
  /** Tries the keychain again after the user unlocked or started it. */
  retryKeychain(): Promise<void>
  /** Opens a vault that is sealed with a passphrase. Rejects when it is not the one. */
  unlockWithPassphrase(passphrase: string): Promise<void>
  /** Makes a new vault, sealed with a passphrase, where there is neither a vault nor a keychain. */
  createWithPassphrase(passphrase: string): Promise<void>
  getDiagnostics(): Promise<Diagnostics>
  copyDiagnostics(): Promise<void>
  showLogFile(): Promise<void>
  /**
   * Asks the user where to save a file that lets a relying party trust Latchkey's attestation.
   *
   * @returns where it is; null when the user changed their mind.
   */
  saveAttestationFile(kind: AttestationFileKind): Promise<string | null>

  listPasskeys(): Promise<PasskeySummary[]>
  /** Marks the names that differ as the user's own. */
  renamePasskey(id: string, names: Names): Promise<void>
  /** Gives it the site's names again, which follow the site from now on. */
  followSite(id: string): Promise<void>
  /** Moves it to the trash. `restorePasskey` brings it back. */
  deletePasskey(id: string): Promise<void>
  restorePasskey(id: string): Promise<void>
  /**
   * Offers a passkey to pages no more, until it is shown again.
   *
   * @param as when it is hidden again, and to say when and why it was.
   */
  hidePasskey(id: string, as?: Hidden): Promise<void>
  /** Offers a hidden passkey to pages again. */
  showPasskey(id: string): Promise<void>
  /** Newest first. */
  listTrash(): Promise<TrashedPasskeySummary[]>
  /** Destroys deleted passkeys and their keys. Nothing brings them back. */
  deleteForever(ids: string[]): Promise<void>

  listActivity(): Promise<ActivityEntry[]>
  /**
   * Asks the user where to save the record, as JSON.
   *
   * @returns where it is; null when the user changed their mind.
   */
  exportActivity(): Promise<string | null>
  /**
   * Takes a recorded signal back, as far as nothing newer has changed the same.
   *
   * @param entryId of the signal's entry.
   * @returns the entry of the undoing.
   */
  undoSignal(entryId: string): Promise<ActivityEntry>
  /** What a signal would do under each policy. Changes nothing. */
  dryRunSignal(request: DryRunRequest): Promise<DryRun>
  /** For every page that has no policy of its own. */
  setSignalPolicy(policy: SignalPolicy): Promise<void>
  /** @param policy null: as every other page. */
  setPageSignalPolicy(origin: string, policy: SignalPolicy | null): Promise<void>

  /** Whether commands may delete and export without being confirmed in the window, by `--yes`. */
  setCommandsMayUseYes(allowed: boolean): Promise<void>

  /** The questions that wait for an answer now, oldest first. */
  listQuestions(): Promise<Question[]>
  answerConsent(requestId: string, answer: ConsentAnswer): Promise<void>
  answerPairing(requestId: string, answer: PairingAnswer): Promise<void>
  answerCommand(requestId: string, allow: boolean): Promise<void>

  setBridgeEnabled(enabled: boolean): Promise<void>
  listPages(): Promise<PairedPage[]>
  /** Ends every grant of an origin, or clears its block. */
  forgetPage(origin: string): Promise<void>
  setAnswersByItself(origin: string, answersByItself: boolean): Promise<void>
}

/** A question that waits for the user. One is shown at a time. */
export type Question =
  | { readonly type: 'consent'; readonly request: ConsentRequest }
  | { readonly type: 'pairing'; readonly request: PairingRequest }
  | { readonly type: 'command'; readonly request: CommandQuestion }

/** What the main process announces. Each event is one `send` channel. */
export interface MainEvents {
  appStateChanged: AppState
  /** What changed; null: too much to tell, read the passkeys again. */
  passkeysChanged: PasskeysChange | null
  /** Read the trash again. */
  trashChanged: undefined
  /** Something was added to the record. */
  activityAdded: ActivityEntry
  /** Read the questions again. */
  questionsChanged: undefined
  /** Read the pages again. */
  pagesChanged: undefined
  /** The user asked for this view from a menu or the tray. */
  viewAsked: 'passkeys' | 'activity' | 'pages' | 'settings' | 'diagnostics'
}

/** A change of the list of passkeys. */
export interface PasskeysChange {
  /** New and changed ones. */
  readonly kept: readonly PasskeySummary[]
  /** Ids of those that are no more. */
  readonly gone: readonly string[]
}

/** What preload puts on `window.main`: the same methods, answering in {@link Reply} form. */
export type MainBridge = {
  [M in keyof MainApi]: (
    ...args: Parameters<MainApi[M]>
  ) => Promise<Reply<Awaited<ReturnType<MainApi[M]>>>>
} & {
  /** Returns the function that stops listening. */
  on<E extends keyof MainEvents>(event: E, listener: (data: MainEvents[E]) => void): () => void
}

const methods: Record<keyof MainApi, true> = {
  getAppState: true,
  setAppearance: true,
  retryKeychain: true,
  unlockWithPassphrase: true,
  createWithPassphrase: true,
  getDiagnostics: true,
  copyDiagnostics: true,
  showLogFile: true,
  saveAttestationFile: true,
  listPasskeys: true,
  renamePasskey: true,
  deletePasskey: true,
  followSite: true,
  restorePasskey: true,
  hidePasskey: true,
  showPasskey: true,
  listTrash: true,
  deleteForever: true,
  listActivity: true,
  exportActivity: true,
  undoSignal: true,
  dryRunSignal: true,
  setSignalPolicy: true,
  setPageSignalPolicy: true,
  listQuestions: true,
  answerConsent: true,
  answerPairing: true,
  answerCommand: true,
  setCommandsMayUseYes: true,
  setBridgeEnabled: true,
  listPages: true,
  forgetPage: true,
  setAnswersByItself: true,
}

export const mainApiMethods = Object.keys(methods) as (keyof MainApi)[]

const events: Record<keyof MainEvents, true> = {
  appStateChanged: true,
  passkeysChanged: true,
  trashChanged: true,
  activityAdded: true,
  questionsChanged: true,
  pagesChanged: true,
  viewAsked: true,
}

export function isMainEvent(name: string): name is keyof MainEvents {
  return Object.hasOwn(events, name)
}
