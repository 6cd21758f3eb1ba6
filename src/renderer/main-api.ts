/** The window's way to the main process. Nothing else in the renderer knows that there is one. */
import type { MainApi } from '../shared/main-api'
import type { Failure, Reply } from '../shared/reply'

/** A failure of the main process, thrown again in the window. */
class MainApiError extends Error {
  override readonly name: string

  constructor({ name, message }: Failure) {
    super(message)
    this.name = name
  }
}

/** @throws {MainApiError} from every method, when the main process failed. */
export const mainApi: MainApi = {
  getAppState: async () => unwrap(window.main.getAppState()),
  setAppearance: async (...args) => unwrap(window.main.setAppearance(...args)),
  retryKeychain: async () => unwrap(window.main.retryKeychain()),
  unlockWithPassphrase: async (...args) => unwrap(window.main.unlockWithPassphrase(...args)),
  createWithPassphrase: async (...args) => unwrap(window.main.createWithPassphrase(...args)),
  getDiagnostics: async () => unwrap(window.main.getDiagnostics()),
  copyDiagnostics: async () => unwrap(window.main.copyDiagnostics()),
  showLogFile: async () => unwrap(window.main.showLogFile()),
  saveAttestationFile: async (...args) => unwrap(window.main.saveAttestationFile(...args)),
  listPasskeys: async () => unwrap(window.main.listPasskeys()),
  renamePasskey: async (...args) => unwrap(window.main.renamePasskey(...args)),
  followSite: async (...args) => unwrap(window.main.followSite(...args)),
  deletePasskey: async (...args) => unwrap(window.main.deletePasskey(...args)),
  restorePasskey: async (...args) => unwrap(window.main.restorePasskey(...args)),
  hidePasskey: async (...args) => unwrap(window.main.hidePasskey(...args)),
  showPasskey: async (...args) => unwrap(window.main.showPasskey(...args)),
  listTrash: async () => unwrap(window.main.listTrash()),
  deleteForever: async (...args) => unwrap(window.main.deleteForever(...args)),
  listActivity: async () => unwrap(window.main.listActivity()),
  exportActivity: async () => unwrap(window.main.exportActivity()),
  undoSignal: async (...args) => unwrap(window.main.undoSignal(...args)),
  dryRunSignal: async (...args) => unwrap(window.main.dryRunSignal(...args)),
  setCommandsMayUseYes: async (...args) => unwrap(window.main.setCommandsMayUseYes(...args)),
  setSignalPolicy: async (...args) => unwrap(window.main.setSignalPolicy(...args)),
  setPageSignalPolicy: async (...args) => unwrap(window.main.setPageSignalPolicy(...args)),
  listQuestions: async () => unwrap(window.main.listQuestions()),
  answerConsent: async (...args) => unwrap(window.main.answerConsent(...args)),
  answerCommand: async (...args) => unwrap(window.main.answerCommand(...args)),
  answerPairing: async (...args) => unwrap(window.main.answerPairing(...args)),
  setBridgeEnabled: async (...args) => unwrap(window.main.setBridgeEnabled(...args)),
  listPages: async () => unwrap(window.main.listPages()),
  forgetPage: async (...args) => unwrap(window.main.forgetPage(...args)),
  setAnswersByItself: async (...args) => unwrap(window.main.setAnswersByItself(...args)),
}

/** Listens to one event of the main process; returns the function that stops listening. */
export const onMainEvent: Window['main']['on'] = (event, listener) =>
  window.main.on(event, listener)

async function unwrap<T>(pending: Promise<Reply<T>>): Promise<T> {
  const reply = await pending
  if (!reply.ok) throw new MainApiError(reply.error)
  return reply.value
}
