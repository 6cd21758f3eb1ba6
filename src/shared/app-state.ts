/** What the window shows about the app itself. */
import * as v from 'valibot'
import { appearances } from './appearance'
import { authenticatorSettingsSchema } from './authenticator-settings'
import { autoLockSchema } from './auto-lock'
import { entryWidthSchema } from './entry-width'
import { armedFaultSchema } from './fault'
import { passkeyListSchema } from './passkey-list'
import { signalPolicies } from './signal-policy'
import { views } from './view'

export const lockReasons = [
  /** The keychain is locked, or its prompt was cancelled. */
  'keychain-locked',
  /** No keychain service answers. */
  'keychain-missing',
  /** The keychain is open and has no key for this vault. */
  'key-missing',
  /** The key in the keychain belongs to another vault. */
  'key-differs',
  /** The vault is sealed with a passphrase. */
  'passphrase',
  /** Another Latchkey has this vault open. */
  'in-use',
  /** The vault's file is not there, and no copy of it. Its key is, or Latchkey saw the file before. */
  'vault-missing',
  /** The vault's file is not there, while a backup or another copy of it is. */
  'copy-left',
  /** The vault's file belongs to another vault than the one that was used last. */
  'other-vault',
  /** The vault's file cannot be read, or is newer than this Latchkey. */
  'unreadable',
] as const

export type LockReason = (typeof lockReasons)[number]

/** Where the vault's master key is kept. */
const sealedBy = v.picklist(['keychain', 'passphrase', 'memory'])

export const vaultStateSchema = v.variant('state', [
  v.strictObject({ state: v.literal('opening') }),
  v.strictObject({
    state: v.literal('open'),
    sealedBy,
    /** Why the vault cannot be written; null: it can. */
    readOnly: v.nullable(v.string()),
    /** What the user should know, such as records that had to be set aside. */
    warning: v.nullable(v.string()),
    /** What was wrong with the vault's file when it was opened; missing where nothing that was saved is known to be lost. */
    damage: v.exactOptional(
      v.strictObject({
        is: v.picklist(['cut', 'older', 'damaged']),
        /** Entries. */
        lost: v.number(),
      }),
    ),
  }),
  v.strictObject({
    state: v.literal('locked'),
    reason: v.picklist(lockReasons),
    /** One or two sentences: what is wrong, and what to do. */
    explanation: v.string(),
  }),
  /** The user locked it. Nothing is wrong, and only the user unlocks it. */
  v.strictObject({ state: v.literal('locked-by-user'), sealedBy }),
  /** There is neither a vault nor a keychain: the user has to choose a passphrase. */
  v.strictObject({ state: v.literal('new'), explanation: v.string() }),
])

export type VaultState = Readonly<v.InferOutput<typeof vaultStateSchema>>

/** What became of the key of the open vault while the app ran. */
export const keyNoticeSchema = v.strictObject({
  /** `put-back`: all is well again. `lost`: the vault does not open again after it was locked. */
  is: v.picklist(['put-back', 'lost']),
  text: v.string(),
})

export type KeyNotice = Readonly<v.InferOutput<typeof keyNoticeSchema>>

/** What opens the vault, beside what {@link vaultStateSchema} says. */
export const waysToOpenSchema = v.strictObject({
  /** Whether the vault, open or locked, has a recovery code. */
  recoveryCode: v.boolean(),
  /** The vault was opened by its recovery code: the user has to choose another passphrase. */
  passphraseDue: v.boolean(),
  notice: v.nullable(keyNoticeSchema),
})

export type WaysToOpenState = Readonly<v.InferOutput<typeof waysToOpenSchema>>

/** Where the bridge listens. */
export const listenerStateSchema = v.strictObject({
  /** Whether the user switched the bridge on. */
  enabled: v.boolean(),
  /** null while the bridge does not listen. */
  port: v.nullable(v.number()),
  /** The addresses that the bridge listens on, such as `127.0.0.1`. */
  addresses: v.array(v.string()),
  /** What is wrong, and what to do; null: no problem. */
  problem: v.nullable(v.string()),
})

export type ListenerState = Readonly<v.InferOutput<typeof listenerStateSchema>>

export const bridgeStateSchema = v.strictObject({
  ...listenerStateSchema.entries,
  /** The hash of `latchkey.js`, for the tag's `integrity` attribute. */
  scriptIntegrity: v.string(),
})

export type BridgeState = Readonly<v.InferOutput<typeof bridgeStateSchema>>

export const appStateSchema = v.strictObject({
  version: v.string(),
  vault: vaultStateSchema,
  waysToOpen: waysToOpenSchema,
  bridge: bridgeStateSchema,
  /** The port that the bridge is to have: the first of those that it tries; 0: any. */
  bridgePort: v.number(),
  /** Whether the system starts Latchkey when the user logs in; null: it cannot. */
  startsAtLogin: v.nullable(v.boolean()),
  appearance: v.picklist(appearances),
  /** The view that the window opens with: the one that was shown last. */
  view: v.picklist(views),
  /** When the newest entry of the record happened that the user has seen, in milliseconds since the Unix epoch. */
  activitySeenAt: v.number(),
  /** The policy of pages that have none of their own. */
  signalPolicy: v.picklist(signalPolicies),
  authenticator: authenticatorSettingsSchema,
  autoLock: autoLockSchema,
  /** Whether commands may delete and export by `--yes`, without being confirmed in the window. */
  commandsMayUseYes: v.boolean(),
  /** Whether an agent may answer the questions of pages, until this app ends. */
  agentMayAnswer: v.boolean(),
  /** The faults that the next answers will have, in this order. A restart disarms them. */
  armedFaults: v.pipe(v.array(armedFaultSchema), v.readonly()),
  /** Whether no page finds Latchkey's authenticator, until this app ends. */
  isOffline: v.boolean(),
  passkeyList: passkeyListSchema,
  entryWidth: entryWidthSchema,
})

export type AppState = Readonly<v.InferOutput<typeof appStateSchema>>

export const diagnosticsSchema = v.strictObject({
  version: v.string(),
  electron: v.string(),
  chromium: v.string(),
  platform: v.string(),
  dataFolder: v.string(),
  /** The name under which the keychain lists our items. */
  keychainService: v.string(),
  logFile: v.string(),
})

export type Diagnostics = Readonly<v.InferOutput<typeof diagnosticsSchema>>
