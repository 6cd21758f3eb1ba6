/**
 * The calls that the window may make to the main process, one per row. Everything else about a call follows from its row:
 * `src/main/ipc` implements the call, `src/main/desktop/serve-main-api.ts` checks its arguments and its answer, `src/preload`
 * forwards it and `src/renderer/main-api.ts` makes it.
 *
 * Arguments are checked where they arrive, and answers where they leave. Data that no row describes does not reach the window.
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
/** The maximum number of passkeys in one call. More would be a mistake. */
const MOST_IDS = 100_000
const ids = v.pipe(v.array(id), v.maxLength(MOST_IDS))
const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(1024))
/** The passphrase of the open vault, if it has one. */
const current = v.optional(passphrase)
const recoveryCode = v.pipe(v.string(), v.minLength(1), v.maxLength(256))
/** The same limit as for a page's names. */
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
/** The expectation of an undo. An edit that is not an undo omits it. */
const expected = v.optional(leftByUserSchema)
/** The path where the user saved a file; null when the user cancelled. */
const savedTo = v.nullable(v.string())

/** The rows, grouped by their implementation in the main process. */
const mainCallGroups = {
  app: {
    getAppState: call([], appStateSchema),
    /** Retries the keychain after the user unlocked or started it, or unlocks what the user locked. */
    retryKeychain: call([]),
    /** Locks the open vault until the user unlocks it with `retryKeychain` or the passphrase. */
    lockVault: call([]),
    /** Opens a vault that is sealed with a passphrase. Rejects a wrong passphrase. */
    unlockWithPassphrase: call([passphrase]),
    /** Makes a new vault, sealed with a passphrase, if there is neither a vault nor a keychain. */
    createWithPassphrase: call([passphrase]),
    /**
     * Makes a new, empty vault in place of a missing one. Rejects when the missing vault, or a backup, exists again. The key of
     * the missing vault stays in the keychain.
     */
    startNewVault: call([]),
    /** Erases the vault, its backups and its keys permanently, and starts a new vault. The user typed the word. */
    eraseEverything: call([v.literal(ERASE_WORD)]),
    /** Checks again that the keychain holds the key of the open vault, and puts a missing key back. */
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
    /** Opens the demo’s page in the user’s browser, and serves it until the app quits. */
    openDemo: call([]),
    /** Asks the user where to save a file that makes a relying party trust Latchkey's attestation. */
    saveAttestationFile: call([v.picklist(attestationFileKinds)], savedTo),
    /** What the menu’s Undo reverts; null when there is nothing to undo. */
    nameUndo: call([v.nullable(v.pipe(v.string(), v.maxLength(200)))]),
    /** Undoes the last typing in the focused field. Pages cannot do that. */
    undoTyping: call([]),
  },
  keys: {
    /** Makes a recovery code. Only this call answers with it. The code does not work yet. */
    makeRecoveryCode: call([current], v.string()),
    /** Asks the user where to save the new code. */
    saveRecoveryCode: call([], savedTo),
    /** Activates the new code. Takes its last group, which shows that the user has the code. */
    keepRecoveryCode: call([recoveryCode]),
    cancelRecoveryCode: call([]),
    removeRecoveryCode: call([current]),
    /** Seals the vault with a passphrase, in place of the keychain or of another passphrase. */
    setPassphrase: call([passphrase, current]),
    /** Stores the key in the keychain, in place of the passphrase. */
    useKeychain: call([current]),
    /** Seals the vault with a new master key. */
    renewKey: call([current]),
  },
  vault: {
    /** Reports on the vault's file, its backups and its copies. Changes nothing. Rejects for a vault in memory. */
    checkVault: call([], vaultReportSchema),
    /** Continues with what a damaged file still holds. This call and the next two keep the replaced file. */
    repairVault: call([]),
    /** Puts a backup in the vault's place. */
    restoreVault: call([backupName]),
    /** Undoes the last repair or restore. */
    undoVault: call([]),
    /** Uses the file in the vault's place, although it belongs to another vault than the one used last. */
    acceptVault: call([]),
  },
  settings: {
    setAppearance: call([v.picklist(appearances)]),
    /** Makes the window open with this view next time. */
    keepView: call([v.picklist(views)]),
    /** The user has seen the record up to this time, in milliseconds since the Unix epoch. */
    keepActivitySeen: call([v.pipe(v.number(), v.minValue(0))]),
    /** Whether commands may delete and export with `--yes`, without confirmation in the window. */
    setCommandsMayUseYes: call([v.boolean()]),
    /** Whether an agent may answer the questions of pages, until the app quits. */
    setAgentMayAnswer: call([v.boolean()]),
    /** For every page without its own policy. */
    setSignalPolicy: call([signalPolicy]),
    setBridgeEnabled: call([v.boolean()]),
    /** Restarts the bridge on another port, if the bridge is on. Pages must load its script from there. */
    setBridgePort: call([bridgePort]),
    setStartsAtLogin: call([v.boolean()]),
    setPackedAttestation: call([authenticator.packedAttestation]),
    /** For every page without its own profile. */
    setProfile: call([authenticator.profile]),
    setEnterpriseRpIds: call([authenticator.enterpriseRpIds]),
    setAutoLock: call([autoLockSchema]),
    setTransports: call([authenticator.transports]),
    setImmediateGet: call([authenticator.immediateGet]),
    setPasskeyList: call([passkeyListSchema]),
    setEntryWidth: call([entryWidthSchema]),
  },
  profiles: {
    /** In the order of the list in the window: Latchkey's, then the loaded ones. */
    listProfiles: call([], v.array(profileSummarySchema)),
    /** The files of loaded profiles that could not be read at the start of the app. */
    listDamagedProfiles: call([], v.array(damagedProfileSchema)),
    /** Asks the user for a profile's file, and keeps it across restarts. null when the user cancelled. */
    loadProfile: call([], v.nullable(loadedProfileSchema)),
    /** Replaces the loaded profile with the same id by the file that the user chose last. */
    replaceProfile: call([authenticator.profile]),
    /** Removes a loaded profile. Its users get the default from now on. */
    removeProfile: call([authenticator.profile], removedProfileSchema),
    /**
     * Restores what `removeProfile` removed while the app runs. The former users of the profile use it again, unless something
     * else was chosen since.
     */
    restoreProfile: call([authenticator.profile]),
    /** A profile to edit, or to make a copy of. */
    editProfile: call([authenticator.profile, v.picklist(profileEdits)], profileFormSchema),
    /** What is wrong with a draft; empty when nothing is. */
    checkProfile: call([profileDraftSchema], v.array(profileFaultSchema)),
    /** Stores a draft as a profile of the user's. Changes nothing when the draft has faults. */
    saveProfile: call([profileDraftSchema], v.array(profileFaultSchema)),
    /** Asks the user where to save the file of a loaded profile. */
    exportProfile: call([authenticator.profile], savedTo),
  },
  faults: {
    /**
     * Arms a fault for the next answers to which it applies: those to one page, or with null those to every page. In memory
     * only.
     */
    armFault: call([v.picklist(faultIds), timesSchema, v.nullable(faultOriginSchema)]),
    /** Disarms one fault, by the page for which it is armed. Answers false when it is no longer armed. */
    disarmFault: call([v.picklist(faultIds), v.nullable(faultOriginSchema)], v.boolean()),
    /** Disarms every fault. */
    disarmFaults: call([]),
    /** Hides Latchkey's authenticator from every page, or shows it again. In memory only. */
    setOffline: call([v.boolean()]),
  },
  audit: {
    getAudit: call([], auditStateSchema),
    /** Asks the user for a file, and remembers it. Answers with its id, or null when the user cancelled. */
    chooseAuditFile: call([], v.nullable(id)),
    /** Asks the user whether Latchkey may run a file from now on. Answers with the user's decision. */
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
     * The passkeys, oldest first, in parts, because a hundred thousand at once would block the window. Changes between two
     * parts arrive as `passkeysChanged`.
     *
     * @param from `next` of the previous part.
     */
    listPasskeys: call(
      [v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))],
      v.strictObject({
        passkeys: v.array(passkeySummarySchema),
        /** null after the last part. */
        next: v.nullable(v.number()),
      }),
    ),
    /** The details of a passkey beyond the list. Rejects when there is no such passkey. */
    passkeyFacts: call([id], passkeyFactsSchema),
    /**
     * Marks changed names as the user's own. An omitted name does not change, because a signal may have set it since the window
     * read it. An undo passes the names that the edit left: the call rejects when something newer has set one of them.
     */
    renamePasskey: call([id, someNames, v.optional(names)]),
    /** Restores the site's names of a passkey. From now on, they follow the site. */
    followSite: call([id]),
    /** Moves passkeys to the trash. This call and the next four change all of their passkeys in one write, or none. */
    deletePasskeys: call([ids]),
    /** An undo passes its expectation: the call rejects when a signal has deleted one of the passkeys since. */
    restorePasskeys: call([ids, expected]),
    /** Stops offering passkeys to pages, until the user shows them again. */
    hidePasskeys: call([ids]),
    /**
     * Undoes a showing of passkeys: hides each passkey as it was hidden before. Rejects when a signal has hidden or shown one
     * of them since.
     */
    hidePasskeysAgain: call([
      v.pipe(v.array(v.strictObject({ id, hidden: hiddenSchema })), v.maxLength(MOST_IDS)),
    ]),
    /** Offers hidden passkeys to pages again. An undo passes its expectation, and rejects as for `hidePasskeysAgain`. */
    showPasskeys: call([ids, expected]),
    /** Newest first. */
    listTrash: call([], v.array(trashedPasskeySchema)),
    /** Destroys deleted passkeys and their keys. They cannot be restored. */
    deleteForever: call([ids]),
  },
  exchange: {
    /**
     * Asks the user for a file of passkeys with their private keys, and stores them. Answers with their ids, or null when the
     * user cancelled. If one of them cannot be stored, rejects and stores none.
     */
    importPasskeys: call([], v.nullable(v.array(v.string()))),
    /**
     * Asks the user to confirm, and where to save the passkeys with their private keys. Only the user may read the file.
     * Answers with the file, or null when the user refused.
     */
    exportPasskeys: call([ids], savedTo),
  },
  activity: {
    /**
     * The record, newest first, in parts. Entries that are added between two parts arrive as `activityAdded`. A part may repeat
     * entries of the previous part.
     *
     * @param from `next` of the previous part.
     */
    listActivity: call(
      [v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))],
      v.strictObject({
        entries: v.array(activityEntrySchema),
        /** null after the last part. */
        next: v.nullable(v.number()),
      }),
    ),
    /** The detail of a ceremony; null when none is kept. */
    ceremonyDetail: call([id], v.nullable(ceremonyDetailSchema)),
    /**
     * Whether the current passkey meets each condition of the request of an entry. null when too little of the request is kept,
     * and when the entry is not a sign-in. Rejects when there is no such passkey, not even in the trash.
     */
    whyNotOffered: call([id, id], offerJudgementSchema),
    /** Whether the registration of an entry meets each condition of the current authenticator. */
    whyNotMade: call([id], creationJudgementSchema),
    /** The lint's findings in the signal of an entry since the start of Latchkey. Empty while the vault is locked. */
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
    /** Asks the user where to save a ceremony as a case file. Rejects when the record keeps no detail of it. */
    saveCase: call([id], savedTo),
    /** Asks the user for a case file. null when the user cancelled. Rejects a file that is not a case. */
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
    /** The waiting questions, oldest first. */
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
    /** null makes the page follow the policy of pages without their own. */
    setPageSignalPolicy: call([origin, v.nullable(signalPolicy)]),
    /** null gives the page the profile of all other pages. */
    setPageProfile: call([origin, v.nullable(authenticator.profile)]),
    /**
     * true: allows the page's next automatic upgrade, as if the user had just signed in with a password. false revokes that,
     * even after a sign-in with a passkey.
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

/** The window's calls. */
export type MainApi = Calls<typeof mainCalls>

export const mainCallNames = Object.keys(mainCalls) as (keyof MainApi)[]
