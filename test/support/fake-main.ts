/** A main process in memory, for tests of the window and for looking at it in a browser. */
import type { ActivityEntry } from '../../src/shared/activity'
import type { AppState } from '../../src/shared/app-state'
import type { AuditReportCard, AuditState } from '../../src/shared/audit'
import type { MainApi } from '../../src/shared/main-api'
import type { PasskeySummary } from '../../src/shared/passkey'
import type { PreloadApi } from '../../src/shared/preload-api'
import type { Question } from '../../src/shared/question'
import type { Failure, Reply } from '../../src/shared/reply'
import { auditMethods, endAudit, noAudit, setAudit } from './fake-audit'
import { fakeEvents } from './fake-events'
import { exchangeMethods } from './fake-exchange'
import { keyMethods } from './fake-keys'
import type { Emit, FakeMainState, Methods } from './fake-main-state'
import { askingMethods, changePage } from './fake-pages'
import { profileForm } from './fake-profile-form'
import { profileMethods } from './fake-profiles'
import { afterSignal, undoneChange } from './fake-signal-changes'
import { passkeyFacts } from './passkey-facts'
import { activityEntry, appState, diagnostics, NOON } from './window-data'
import { profileSummaries, trashedPasskey, vaultReport } from './window-data'

export type FakeMain = ReturnType<typeof fakeMain>

declare global {
  interface Window {
    /** For a person who looks at the preview of the window, to send signals, open questions and make calls fail. */
    fake: FakeMain
  }
}

/** Answers as the main process does, and records every call, so that the test can read it. */
export function fakeMain(initial: Partial<FakeMainState> = {}) {
  const state: FakeMainState = {
    app: appState(),
    passkeys: [],
    facts: {},
    trash: [],
    taken: [],
    activity: [],
    details: [],
    offerJudgement: 'not-kept',
    creationJudgement: 'not-kept',
    findings: [],
    signalFindings: {},
    openedCase: null,
    questions: [],
    report: vaultReport(),
    pages: [],
    passphrase: 'correct horse',
    recoveryCode: '7KQ2M-4T8VX-N0C5R-WJ3HB-9EAYD-6PFZG',
    savedTo: '/home/ada/latchkey',
    toImport: null,
    eraseFault: null,
    audit: noAudit,
    reportCard: undefined,
    allowsAuditFiles: true,
    profiles: profileSummaries(),
    damagedProfiles: [],
    profileToLoad: null,
    profileForm: profileForm(),
    profileFaults: [],
    dryRun: () => ({ inForce: 'spec', outcomes: [] }),
    ...initial,
  }
  const calls: [method: string, ...args: unknown[]][] = []
  const failures = new Map<string, Failure>()
  const silent = new Set<string>()
  const events = fakeEvents()
  const methods = fakeMethods(state, events.emit)

  async function call(method: keyof MainApi, args: unknown[]): Promise<Reply<unknown>> {
    calls.push([method, ...args])
    if (silent.has(method)) return new Promise(() => {})
    const failure = failures.get(method)
    if (failure) return { ok: false, error: failure }
    try {
      const run = methods[method] as (...args: unknown[]) => Promise<unknown>
      return { ok: true, value: await run(...args) }
    } catch (error) {
      return { ok: false, error: { name: 'Error', message: (error as Error).message } }
    }
  }

  const forwarded = Object.fromEntries(
    Object.keys(methods).map((method) => [
      method,
      (...args: unknown[]) => call(method as keyof MainApi, args),
    ]),
  )
  return {
    bridge: { ...forwarded, on: events.on } as unknown as PreloadApi,
    state,
    calls,
    emit: events.emit,
    /** Makes every further call of a method fail. */
    fail: (method: keyof MainApi, message: string, name = 'Error') =>
      void failures.set(method, { name, message }),
    /** Lets the method succeed again. */
    mend: (method: keyof MainApi) => void failures.delete(method),
    /** Leaves every further call of a method without an answer. */
    silence: (method: keyof MainApi) => void silent.add(method),
    /** The arguments of each call of one method. */
    callsOf: (method: keyof MainApi) =>
      calls.filter(([name]) => name === method).map(([, ...args]) => args),
    listenerCount: events.count,
    ask: (question: Question) => {
      state.questions = [...state.questions, question]
      events.emit('questionsChanged', undefined)
    },
    withdraw: (id: string) => {
      state.questions = state.questions.filter(({ request }) => request.id !== id)
      events.emit('questionsChanged', undefined)
    },
    /** Like a signal: changes the passkeys, then sends the event. */
    signal: (entry: ActivityEntry) => {
      const about = new Set(entry.changes.map(({ passkeyId }) => passkeyId))
      state.passkeys = state.passkeys.map((passkey) => afterSignal(passkey, entry))
      state.activity = [entry, ...state.activity]
      const kept = state.passkeys.filter(({ id }) => about.has(id))
      events.emit('passkeysChanged', { kept, gone: [] })
      events.emit('activityAdded', entry)
    },
    setAudit: (fields: Partial<AuditState>) => setAudit(state, events.emit, fields),
    /** The audit that runs ends with this card. */
    endAudit: (card: AuditReportCard) => endAudit(state, events.emit, card),
    setApp: (fields: Partial<AppState>) => {
      state.app = { ...state.app, ...fields }
      events.emit('appStateChanged', state.app)
    },
  }
}

function fakeMethods(state: FakeMainState, emit: Emit): Methods {
  return {
    ...appMethods(state, emit),
    ...auditMethods(state, emit),
    ...exchangeMethods(state, emit),
    ...keyMethods(state, emit),
    ...profileMethods(state, emit),
    ...passkeyMethods(state, emit),
    ...signalMethods(state, emit),
    ...askingMethods(state, emit),
  }
}

function appMethods(state: FakeMainState, emit: Emit) {
  function setApp(fields: Partial<AppState>): void {
    state.app = { ...state.app, ...fields }
    emit('appStateChanged', state.app)
  }
  const setAuthenticator = (fields: Partial<AppState['authenticator']>) =>
    setApp({ authenticator: { ...state.app.authenticator, ...fields } })
  const open = (sealedBy: 'keychain' | 'passphrase') =>
    setApp({ vault: { state: 'open', sealedBy, readOnly: null, warning: null } })
  return {
    getAppState: async () => state.app,
    setAppearance: async (appearance) => setApp({ appearance }),
    keepView: async (view) => setApp({ view }),
    keepActivitySeen: async (activitySeenAt) => setApp({ activitySeenAt }),
    setCommandsMayUseYes: async (commandsMayUseYes) => setApp({ commandsMayUseYes }),
    setAgentMayAnswer: async (agentMayAnswer) => setApp({ agentMayAnswer }),
    armFault: async (id, left, origin) =>
      setApp({ armedFaults: [...state.app.armedFaults, { id, left, origin }] }),
    disarmFault: async (id, origin) => {
      const others = state.app.armedFaults.filter((one) => one.id !== id || one.origin !== origin)
      const wasArmed = others.length < state.app.armedFaults.length
      setApp({ armedFaults: others })
      return wasArmed
    },
    disarmFaults: async () => setApp({ armedFaults: [] }),
    setOffline: async (isOffline) => setApp({ isOffline }),
    retryKeychain: async () => open('keychain'),
    unlockWithPassphrase: async (passphrase) => {
      if (passphrase !== state.passphrase) throw new Error('That is not the passphrase.')
      open('passphrase')
    },
    createWithPassphrase: async (passphrase) => {
      state.passphrase = passphrase
      open('passphrase')
    },
    lockVault: async () => {
      const { vault } = state.app
      const sealedBy = vault.state === 'open' ? vault.sealedBy : 'keychain'
      setApp({ vault: { state: 'locked-by-user', sealedBy } })
    },
    startNewVault: async () => open('keychain'),
    dismissKeyNotice: async () => setApp({ waysToOpen: { ...state.app.waysToOpen, notice: null } }),
    checkVault: async () => state.report,
    repairVault: async () => open('keychain'),
    restoreVault: async () => open('keychain'),
    undoVault: async () => open('keychain'),
    acceptVault: async () => open('keychain'),
    getDiagnostics: async () => diagnostics(),
    copyDiagnostics: async () => {},
    showLogFile: async () => {},
    showDataFolder: async () => {},
    openDemo: async () => {},
    saveAttestationFile: async () => state.savedTo,
    nameUndo: async () => {},
    undoTyping: async () => {},
    setPackedAttestation: async (packedAttestation) => setAuthenticator({ packedAttestation }),
    setEnterpriseRpIds: async (enterpriseRpIds) => setAuthenticator({ enterpriseRpIds }),
    setAutoLock: async (autoLock) => setApp({ autoLock }),
    setTransports: async (transports) => setAuthenticator({ transports }),
    setPasskeyList: async (passkeyList) => setApp({ passkeyList }),
    setEntryWidth: async (entryWidth) => setApp({ entryWidth }),
    setImmediateGet: async (immediateGet) => setAuthenticator({ immediateGet }),
    setStartsAtLogin: async (startsAtLogin) => setApp({ startsAtLogin }),
    setBridgePort: async (bridgePort) =>
      setApp({ bridgePort, bridge: { ...state.app.bridge, port: bridgePort } }),
    setBridgeEnabled: async (enabled) =>
      setApp({ bridge: { ...state.app.bridge, enabled, port: enabled ? 47_801 : null } }),
  } satisfies Partial<Methods>
}

function passkeyMethods(state: FakeMainState, emit: Emit) {
  function change(id: string, fields: Partial<PasskeySummary>): void {
    const changed = { ...the(id), ...fields }
    state.passkeys = state.passkeys.map((one) => (one.id === id ? changed : one))
    emit('passkeysChanged', { kept: [changed], gone: [] })
  }
  function the(id: string): PasskeySummary {
    const found = state.passkeys.find((one) => one.id === id)
    if (!found) throw new Error('There is no such passkey.')
    return found
  }
  return {
    listPasskeys: async () => ({ passkeys: state.passkeys, next: null }),
    passkeyFacts: async (id) => state.facts[id] ?? passkeyFacts(),
    renamePasskey: async (id, names) => {
      const { userName, userDisplayName } = the(id)
      change(id, { ...names, edited: { userName, userDisplayName } })
    },
    followSite: async (id) => {
      const { userName, userDisplayName, edited } = the(id)
      change(id, {
        userName: edited.userName ?? userName,
        userDisplayName: edited.userDisplayName ?? userDisplayName,
        edited: { userName: null, userDisplayName: null },
      })
    },
    deletePasskeys: async (ids) => {
      state.trash = [...ids.map((id) => trashedPasskey({ passkey: the(id) })), ...state.trash]
      state.passkeys = state.passkeys.filter((passkey) => !ids.includes(passkey.id))
      emit('passkeysChanged', { kept: [], gone: ids })
      emit('trashChanged', undefined)
    },
    restorePasskeys: async (ids) => {
      if (ids.some((id) => state.taken.includes(id)))
        throw new Error('Its account has a newer passkey.')
      const restored = state.trash.flatMap(({ passkey }) =>
        ids.includes(passkey.id) ? [passkey] : [],
      )
      state.trash = state.trash.filter(({ passkey }) => !ids.includes(passkey.id))
      state.passkeys = [...state.passkeys, ...restored]
      emit('passkeysChanged', { kept: restored, gone: [] })
      emit('trashChanged', undefined)
    },
    hidePasskeys: async (ids) =>
      ids.forEach((id) => change(id, { hidden: { at: NOON, because: 'You hid it in Latchkey.' } })),
    hidePasskeysAgain: async (all) => all.forEach(({ id, hidden }) => change(id, { hidden })),
    showPasskeys: async (ids) => ids.forEach((id) => change(id, { hidden: null })),
    listTrash: async () => state.trash,
    deleteForever: async (ids) => {
      state.trash = state.trash.filter(({ passkey }) => !ids.includes(passkey.id))
      emit('trashChanged', undefined)
    },
  } satisfies Partial<Methods>
}

function signalMethods(state: FakeMainState, emit: Emit) {
  return {
    listActivity: async () => ({ entries: state.activity, next: null }),
    ceremonyDetail: async (id) => state.details.find(({ entryId }) => entryId === id) ?? null,
    whyNotOffered: async () => state.offerJudgement,
    whyNotMade: async () => state.creationJudgement,
    listPageFindings: async () => state.findings,
    signalFindings: async (id) => state.signalFindings[id] ?? [],
    saveCase: async () => state.savedTo,
    openCase: async () => state.openedCase,
    exportActivity: async () => state.savedTo,
    undoSignal: async (id) => {
      const entry = state.activity.find((one) => one.id === id)
      if (!entry) throw new Error('It is too long ago to be undone.')
      const undone = activityEntry({
        ...entry,
        id: `undo of ${id}`,
        kind: 'undo',
        signal: null,
        policy: null,
        answeredBy: 'person',
        undoes: id,
        reason: 'You took it back.',
        changes: entry.changes.map(undoneChange),
      })
      state.passkeys = state.passkeys.map((passkey) => afterSignal(passkey, undone))
      state.activity = [undone, ...state.activity]
      emit('passkeysChanged', null)
      emit('activityAdded', undone)
      return undone
    },
    dryRunSignal: async (request) => state.dryRun(request),
    setSignalPolicy: async (signalPolicy) => {
      state.app = { ...state.app, signalPolicy }
      emit('appStateChanged', state.app)
    },
    setPageSignalPolicy: async (origin, signalPolicy) =>
      changePage(state, emit, origin, { signalPolicy }),
    setPageProfile: async (origin, profile) => changePage(state, emit, origin, { profile }),
  } satisfies Partial<Methods>
}
