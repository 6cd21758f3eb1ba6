/**
 * What crosses between the window and the main process, as schemas: arguments are checked where they
 * arrive, answers where they leave, so that nothing which is not named here reaches the window.
 */
import * as v from 'valibot'
import { activityEntrySchema } from './activity'
import { appearances, appStateSchema, diagnosticsSchema } from './app-state'
import { attestationFileKinds } from './attestation-file'
import { commandQuestionSchema } from './command-question'
import { consentAnswerSchema, consentRequestSchema } from './consent'
import type { MainApi } from './main-api'
import { pairedPageSchema, pairingAnswerSchema, pairingRequestSchema } from './pairing'
import { hiddenSchema, passkeySummarySchema, trashedPasskeySchema } from './passkey'
import { dryRunRequestSchema, dryRunSchema } from './signal-dry-run'
import { signalPolicies } from './signal-policy'
import { usvString } from './usv-string'

const id = v.pipe(v.string(), v.maxLength(2048))
const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(1024))
/** As long as the bridge lets a page's names be. */
const name = usvString(65_536)
const nothing = v.undefined()
const none = v.strictTuple([])

const question = v.variant('type', [
  v.strictObject({ type: v.literal('consent'), request: consentRequestSchema }),
  v.strictObject({ type: v.literal('pairing'), request: pairingRequestSchema }),
  v.strictObject({ type: v.literal('command'), request: commandQuestionSchema }),
])

interface MethodSchemas<M extends keyof MainApi> {
  readonly arguments: v.GenericSchema<unknown, Parameters<MainApi[M]>>
  readonly answer: v.GenericSchema<unknown, Awaited<ReturnType<MainApi[M]>>>
}

/** A method without a row here does not compile. */
export const mainApiSchemas: { readonly [M in keyof MainApi]: MethodSchemas<M> } = {
  getAppState: { arguments: none, answer: appStateSchema },
  setAppearance: { arguments: v.strictTuple([v.picklist(appearances)]), answer: nothing },
  retryKeychain: { arguments: none, answer: nothing },
  unlockWithPassphrase: { arguments: v.strictTuple([passphrase]), answer: nothing },
  createWithPassphrase: { arguments: v.strictTuple([passphrase]), answer: nothing },
  getDiagnostics: { arguments: none, answer: diagnosticsSchema },
  copyDiagnostics: { arguments: none, answer: nothing },
  showLogFile: { arguments: none, answer: nothing },
  saveAttestationFile: {
    arguments: v.strictTuple([v.picklist(attestationFileKinds)]),
    answer: v.nullable(v.string()),
  },
  listPasskeys: { arguments: none, answer: v.array(passkeySummarySchema) },
  renamePasskey: {
    arguments: v.strictTuple([id, v.strictObject({ userName: name, userDisplayName: name })]),
    answer: nothing,
  },
  followSite: { arguments: v.strictTuple([id]), answer: nothing },
  deletePasskey: { arguments: v.strictTuple([id]), answer: nothing },
  restorePasskey: { arguments: v.strictTuple([id]), answer: nothing },
  hidePasskey: {
    arguments: v.union([v.strictTuple([id]), v.strictTuple([id, hiddenSchema])]),
    answer: nothing,
  },
  showPasskey: { arguments: v.strictTuple([id]), answer: nothing },
  listTrash: { arguments: none, answer: v.array(trashedPasskeySchema) },
  deleteForever: { arguments: v.strictTuple([v.array(id)]), answer: nothing },
  listActivity: { arguments: none, answer: v.array(activityEntrySchema) },
  exportActivity: { arguments: none, answer: v.nullable(v.string()) },
  undoSignal: { arguments: v.strictTuple([id]), answer: activityEntrySchema },
  dryRunSignal: { arguments: v.strictTuple([dryRunRequestSchema]), answer: dryRunSchema },
  setSignalPolicy: { arguments: v.strictTuple([v.picklist(signalPolicies)]), answer: nothing },
  setPageSignalPolicy: {
    arguments: v.strictTuple([id, v.nullable(v.picklist(signalPolicies))]),
    answer: nothing,
  },
  listQuestions: { arguments: none, answer: v.array(question) },
  answerConsent: { arguments: v.strictTuple([id, consentAnswerSchema]), answer: nothing },
  answerPairing: { arguments: v.strictTuple([id, pairingAnswerSchema]), answer: nothing },
  answerCommand: { arguments: v.strictTuple([id, v.boolean()]), answer: nothing },
  setCommandsMayUseYes: { arguments: v.strictTuple([v.boolean()]), answer: nothing },
  setBridgeEnabled: { arguments: v.strictTuple([v.boolean()]), answer: nothing },
  listPages: { arguments: none, answer: v.array(pairedPageSchema) },
  forgetPage: { arguments: v.strictTuple([id]), answer: nothing },
  setAnswersByItself: { arguments: v.strictTuple([id, v.boolean()]), answer: nothing },
}
