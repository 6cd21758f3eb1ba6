/**
 * What the window may ask of the main process, one row a call. Everything else about a call follows from its row:
 * `src/main/ipc` implements the call, `src/main/desktop/serve-main-api.ts` checks its arguments and its answer,
 * `src/preload` forwards it and `src/renderer/main-api.ts` makes it.
 *
 * Arguments are checked where they arrive, answers where they leave: what no row names does not reach the window.
 */
import * as v from 'valibot'
import { activityEntrySchema } from './activity'
import { appStateSchema, diagnosticsSchema } from './app-state'
import { appearances } from './appearance'
import { autoLockSchema } from './auto-lock'
import { attestationFileKinds } from './attestation-file'
import { auditChoiceSchema, auditStateSchema, reportCardSchema, reportFormats } from './audit'
import { authenticatorSettingsSchema } from './authenticator-settings'
import { call, type Calls } from './call'
import { caseFileSchema } from './case-file'
import { ceremonyDetailSchema } from './ceremony-detail'
import { consentAnswerSchema } from './consent'
import { entryWidthSchema } from './entry-width'
import { faultIds, faultOriginSchema, timesSchema } from './fault'
import { countedFindingSchema, lintFindingSchema } from './lint-finding'
import { creationJudgementSchema } from './creation-judgement'
import { offerJudgementSchema } from './offer-condition'
import { pairedPageSchema, pairingAnswerSchema } from './pairing'
import {
  hiddenSchema,
  leftByUserSchema,
  passkeyFactsSchema,
  passkeySummarySchema,
  trashedPasskeySchema,
} from './passkey'
import { passkeyListSchema } from './passkey-list'
import {
  profileDraftSchema,
  profileEdits,
  profileFaultSchema,
  profileFormSchema,
} from './profile-form'
import { questionSchema } from './question'
import { dryRunRequestSchema, dryRunSchema } from './signal-dry-run'
import { signalPolicies } from './signal-policy'
import {
  damagedProfileSchema,
  loadedProfileSchema,
  profileSummarySchema,
  removedProfileSchema,
} from './provider-profile'
import { HIGHEST_BRIDGE_PORT, LOWEST_BRIDGE_PORT } from './bridge-port'
import { usvString } from './usv-string'
import { ERASE_WORD } from './erasing'
import { backupName, vaultReportSchema } from './vault-report'
import { views } from './view'

const id = v.pipe(v.string(), v.maxLength(2048))
const origin = id
/** How many passkeys one call may name. More are an accident. */
const MOST_IDS = 100_000
const ids = v.pipe(v.array(id), v.maxLength(MOST_IDS))
const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(1024))
/** The passphrase of the open vault, where it has one. */
const current = v.optional(passphrase)
const recoveryCode = v.pipe(v.string(), v.minLength(1), v.maxLength(256))
/** As long as the bridge lets a page's names be. */
const name = usvString(65_536)
const names = v.strictObject({ userName: name, userDisplayName: name })
const someNames = v.strictObject({
  userName: v.exactOptional(name),
  userDisplayName: v.exactOptional(name),
})
const bridgePort = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(LOWEST_BRIDGE_PORT),
  v.maxValue(HIGHEST_BRIDGE_PORT),
)
const signalPolicy = v.picklist(signalPolicies)
const authenticator = authenticatorSettingsSchema.entries
/** What an undo expects; an edit that is not an undo leaves this out. */
const expected = v.optional(leftByUserSchema)
/** Where the user saved a file; null when the user cancelled. */
const savedTo = v.nullable(v.string())

/** The rows, grouped as the main process implements them. */
const mainCallGroups = {
  app: {
    getAppState: call([], appStateSchema),
    /** Tries the keychain again after the user unlocked or started it, or to unlock what the user locked. */
    retryKeychain: call([]),
    /** Locks the open vault until the user unlocks it, by `retryKeychain` or with the passphrase. */
    lockVault: call([]),
    /** Opens a vault that is sealed with a passphrase. Rejects a wrong passphrase. */
    unlockWithPassphrase: call([passphrase]),
    /** Makes a new vault, sealed with a passphrase, where there is neither a vault nor a keychain. */
    createWithPassphrase: call([passphrase]),
    /**
     * Makes a new, empty vault where the file of another one is missing. Rejects when that, or a backup, is there again.
     * The key of the missing vault stays in the keychain.
     */
    startNewVault: call([]),
    /**
     * Erases the vault, its backups and its keys for good, and begins with a new vault. The user typed the word in the window.
     */
    eraseEverything: call([v.literal(ERASE_WORD)]),
    /** Checks again that the keychain holds the key of the open vault, and puts the key back. */
    checkKey: call([]),
    /** The user has read that the key was put back. */
    dismissKeyNotice: call([]),
    /** Opens a vault whose key is missing, or whose passphrase is forgotten. Rejects a mistyped and a wrong code. */
    unlockWithRecoveryCode: call([recoveryCode]),
    getDiagnostics: call([], diagnosticsSchema),
    copyDiagnostics: call([]),
    showLogFile: call([]),
    /** Opens the folder of the vault and the settings. */
    showDataFolder: call([]),
    /** Opens the demo’s page in the user’s browser, and serves it until the app ends. */
    openDemo: call([]),
    /** Asks the user where to save a file that lets a relying party trust Latchkey's attestation. */
    saveAttestationFile: call([v.picklist(attestationFileKinds)], savedTo),
    /** What the menu’s Undo takes back; null: nothing. */
    nameUndo: call([v.nullable(v.pipe(v.string(), v.maxLength(200)))]),
    /** Takes back what was typed last in the focused field. Pages have no way to do so. */
    undoTyping: call([]),
  },
  keys: {
    /** Makes a recovery code, and is the only call that answers with it. The code is not in force yet. */
    makeRecoveryCode: call([current], v.string()),
    /** Asks the user where to save the code that was made. */
    saveRecoveryCode: call([], savedTo),
    /** Puts the code that was made in force. Takes its last group, which shows that the user has the code. */
    keepRecoveryCode: call([recoveryCode]),
    cancelRecoveryCode: call([]),
    removeRecoveryCode: call([current]),
    /** Seals the vault with a passphrase, in the place of the keychain or of the passphrase so far. */
    setPassphrase: call([passphrase, current]),
    /** Keeps the key in the keychain, in the place of the passphrase. */
    useKeychain: call([current]),
    /** Seals the vault with a new master key. */
    renewKey: call([current]),
  },
  vault: {
    /** Looks at the vault's file, its backups and its copies. Changes nothing. Rejects for a vault in memory. */
    checkVault: call([], vaultReportSchema),
    /** Goes on with what a damaged file still holds. This and the next two keep what was in the vault's place. */
    repairVault: call([]),
    /** Puts a backup in the vault's place. */
    restoreVault: call([backupName]),
    /** Undoes the last repair or restore. */
    undoVault: call([]),
    /** Uses the file in the vault's place, although it belongs to another vault than the one that was used last. */
    acceptVault: call([]),
  },
  settings: {
    setAppearance: call([v.picklist(appearances)]),
    /** Opens the window with this view the next time. */
    keepView: call([v.picklist(views)]),
    /** The user has seen the record up to this time, in milliseconds since the Unix epoch. */
    keepActivitySeen: call([v.pipe(v.number(), v.minValue(0))]),
    /** Whether commands may delete and export by `--yes`, without being confirmed in the window. */
    setCommandsMayUseYes: call([v.boolean()]),
    /** Whether an agent may answer the questions of pages, until this app ends. */
    setAgentMayAnswer: call([v.boolean()]),
    /** For every page that has no policy of its own. */
    setSignalPolicy: call([signalPolicy]),
    setBridgeEnabled: call([v.boolean()]),
    /** Starts the bridge again on another port, if the bridge is on. Pages have to load its script from there. */
    setBridgePort: call([bridgePort]),
    setStartsAtLogin: call([v.boolean()]),
    setPackedAttestation: call([authenticator.packedAttestation]),
    /** For every page that has no profile of its own. */
    setProfile: call([authenticator.profile]),
    setEnterpriseRpIds: call([authenticator.enterpriseRpIds]),
    setAutoLock: call([autoLockSchema]),
    setTransports: call([authenticator.transports]),
    setImmediateGet: call([authenticator.immediateGet]),
    setPasskeyList: call([passkeyListSchema]),
    setEntryWidth: call([entryWidthSchema]),
  },
  profiles: {
    /** In the order in which they are offered: Latchkey's, then those that the user has loaded. */
    listProfiles: call([], v.array(profileSummarySchema)),
    /** The files of loaded profiles that could not be read when the app was started. */
    listDamagedProfiles: call([], v.array(damagedProfileSchema)),
    /** Asks the user for a profile's file, and keeps it across restarts. null when the user cancelled. */
    loadProfile: call([], v.nullable(loadedProfileSchema)),
    /** Puts the file that the user chose last in the place of the loaded profile of the same id. */
    replaceProfile: call([authenticator.profile]),
    /** Removes a loaded profile. What used it meets the default from now on. */
    removeProfile: call([authenticator.profile], removedProfileSchema),
    /**
     * Brings back what `removeProfile` removed while the app runs. What used the profile uses it again, where nothing else was
     * chosen since.
     */
    restoreProfile: call([authenticator.profile]),
    /** A profile to edit, or to make a copy of. */
    editProfile: call([authenticator.profile, v.picklist(profileEdits)], profileFormSchema),
    /** What is wrong with a draft; empty: nothing. */
    checkProfile: call([profileDraftSchema], v.array(profileFaultSchema)),
    /** Keeps a draft as a profile of the user's. Where something is wrong with it, nothing changes. */
    saveProfile: call([profileDraftSchema], v.array(profileFaultSchema)),
    /** Asks the user where to save the file of a loaded profile. */
    exportProfile: call([authenticator.profile], savedTo),
  },
  faults: {
    /**
     * The next answers that the fault is about have it: those to one page, or with null those to every page. Kept in memory
     * alone.
     */
    armFault: call([v.picklist(faultIds), timesSchema, v.nullable(faultOriginSchema)]),
    /** Disarms one fault, by the page for which it is armed. Answers false when it is not armed any more. */
    disarmFault: call([v.picklist(faultIds), v.nullable(faultOriginSchema)], v.boolean()),
    /** Disarms every fault. */
    disarmFaults: call([]),
    /** Takes Latchkey's authenticator away from every page, or brings it back. Kept in memory alone. */
    setOffline: call([v.boolean()]),
  },
  audit: {
    getAudit: call([], auditStateSchema),
    /** Asks the user for a file, and remembers the file. Answers with its id, or null when the user cancelled. */
    chooseAuditFile: call([], v.nullable(id)),
    /** Asks the user whether Latchkey may run a file, from now on. Answers what the user said. */
    allowAuditFile: call([id], v.boolean()),
    forgetAuditFile: call([id]),
    /** Rejects while an audit runs, and for a file that the user has not allowed to run. */
    startAudit: call([id, auditChoiceSchema]),
    cancelAudit: call([]),
    /** The last report card. Rejects when there is none. */
    getReportCard: call([], reportCardSchema),
    /** Asks the user where to save the last report card. */
    saveReport: call([v.picklist(reportFormats)], savedTo),
    /** Opens the report that was saved as HTML, in the user's browser. */
    openReport: call([]),
    /** Asks the user where to save an example of a file to audit. */
    saveAuditExample: call([], savedTo),
  },
  passkeys: {
    /**
     * The passkeys, oldest first, a part at a time: a hundred thousand at once would keep the window waiting.
     * What changes between two parts comes as `passkeysChanged`.
     *
     * @param from `next` of the part before.
     */
    listPasskeys: call(
      [v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))],
      v.strictObject({
        passkeys: v.array(passkeySummarySchema),
        /** null: this was the last part. */
        next: v.nullable(v.number()),
      }),
    ),
    /** What the details of a passkey show beyond the list. Rejects when there is no such passkey. */
    passkeyFacts: call([id], passkeyFactsSchema),
    /**
     * Marks the names that differ as the user's own. A name that is left out stays: a signal may have set it since the
     * window read it. An undo passes the names that the undone edit left: the call
     * rejects when something newer has set one of them.
     */
    renamePasskey: call([id, someNames, v.optional(names)]),
    /** Gives a passkey the site's names again. From now on they follow the site. */
    followSite: call([id]),
    /** Moves passkeys to the trash. This call and the next four change all of their passkeys in one write, or none. */
    deletePasskeys: call([ids]),
    /** An undo passes what it expects: the call rejects when a signal has deleted one of the passkeys since. */
    restorePasskeys: call([ids, expected]),
    /** Stops offering passkeys to pages, until the user shows them again. */
    hidePasskeys: call([ids]),
    /**
     * Undoes that the user showed passkeys: hides each as it was hidden before. Rejects when a signal has hidden or shown
     * one of them since.
     */
    hidePasskeysAgain: call([
      v.pipe(v.array(v.strictObject({ id, hidden: hiddenSchema })), v.maxLength(MOST_IDS)),
    ]),
    /** Offers hidden passkeys to pages again. An undo passes what it expects, and rejects as for `hidePasskeysAgain`. */
    showPasskeys: call([ids, expected]),
    /** Newest first. */
    listTrash: call([], v.array(trashedPasskeySchema)),
    /** Destroys deleted passkeys and their keys. They cannot be brought back. */
    deleteForever: call([ids]),
  },
  exchange: {
    /**
     * Asks the user for a file of passkeys with their private keys, and keeps them. Answers with their ids, or null when the
     * user cancelled. Rejects when one of them cannot be kept: then none is.
     */
    importPasskeys: call([], v.nullable(v.array(v.string()))),
    /**
     * Asks the user to confirm, and where to save the passkeys with their private keys: in a file that only the user may
     * read. Answers with the file, or null when the user refused.
     */
    exportPasskeys: call([ids], savedTo),
  },
  activity: {
    /**
     * The record, newest first, a part at a time. What is added between two parts comes as `activityAdded`. A part may repeat
     * entries of the part before.
     *
     * @param from `next` of the part before.
     */
    listActivity: call(
      [v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))],
      v.strictObject({
        entries: v.array(activityEntrySchema),
        /** null: this was the last part. */
        next: v.nullable(v.number()),
      }),
    ),
    /** What the record keeps of a ceremony beside its entry; null where nothing is kept. */
    ceremonyDetail: call([id], v.nullable(ceremonyDetailSchema)),
    /**
     * Whether a passkey, as it is now, meets each condition of the request of an entry. null where too little of the request
     * is kept, and where the entry is no sign-in. Rejects when there is no such passkey, not even in the trash.
     */
    whyNotOffered: call([id, id], offerJudgementSchema),
    /** Whether the registration of an entry meets each condition of its authenticator now. */
    whyNotMade: call([id], creationJudgementSchema),
    /** What the lint found in the signal of an entry since Latchkey was started. Empty while the vault is locked. */
    signalFindings: call([id], v.array(lintFindingSchema)),
    /** How many calls of each page were linted since Latchkey was started, and what the lint found. Empty while the vault is locked. */
    listPageFindings: call(
      [],
      v.array(
        v.strictObject({
          origin: v.string(),
          /** How many calls of the page were linted. */
          calls: v.number(),
          findings: v.array(countedFindingSchema),
        }),
      ),
    ),
    /** Asks the user where to save a ceremony as a case file. Rejects where the record keeps no detail of it. */
    saveCase: call([id], savedTo),
    /** Asks the user for a case file. null when the user cancelled. Rejects a file that is no case. */
    openCase: call([], v.nullable(caseFileSchema)),
    /** Asks the user where to save the record, as JSON. */
    exportActivity: call([], savedTo),
    /**
     * Undoes a recorded signal, except for values that a newer change has replaced. Takes the id of the signal's entry
     * and answers with the entry of the undo.
     */
    undoSignal: call([id], activityEntrySchema),
    /** What a signal would do under each policy. Changes nothing. */
    dryRunSignal: call([dryRunRequestSchema], dryRunSchema),
  },
  questions: {
    /** The questions that wait for an answer now, oldest first. */
    listQuestions: call([], v.array(questionSchema)),
    answerConsent: call([id, consentAnswerSchema]),
    answerPairing: call([id, pairingAnswerSchema]),
    answerPairingAgain: call([id, v.boolean()]),
    answerCommand: call([id, v.boolean()]),
  },
  pages: {
    listPages: call([], v.array(pairedPageSchema)),
    /** Ends every grant of an origin, or clears its block. */
    forgetPage: call([origin]),
    setAnswersByItself: call([origin, v.boolean()]),
    /** null: the page follows the policy of pages that have none of their own. */
    setPageSignalPolicy: call([origin, v.nullable(signalPolicy)]),
    /** null: the page meets the profile of all other pages. */
    setPageProfile: call([origin, v.nullable(authenticator.profile)]),
    /**
     * true: as if the user had just signed in to the page with a password, for its next automatic upgrade. false takes that
     * back, also after a sign-in with a passkey.
     */
    setJustSignedIn: call([origin, v.boolean()]),
  },
}

type Groups = typeof mainCallGroups

/** The calls of one group. */
export type MainCalls<Group extends keyof Groups> = Calls<Groups[Group]>

/** Every row by its name, which is also the name of its `invoke` channel. */
export const mainCalls = {
  ...mainCallGroups.app,
  ...mainCallGroups.keys,
  ...mainCallGroups.vault,
  ...mainCallGroups.settings,
  ...mainCallGroups.profiles,
  ...mainCallGroups.faults,
  ...mainCallGroups.audit,
  ...mainCallGroups.passkeys,
  ...mainCallGroups.exchange,
  ...mainCallGroups.activity,
  ...mainCallGroups.questions,
  ...mainCallGroups.pages,
}

/** What the window may ask. */
export type MainApi = Calls<typeof mainCalls>

export const mainCallNames = Object.keys(mainCalls) as (keyof MainApi)[]
