/** What the window shows about the app itself. */
import * as v from 'valibot'
import { appearances } from './appearance'
import { authenticatorSettingsSchema } from './authenticator-settings'
import { autoLockSchema } from './auto-lock'
import { entryWidthSchema } from './entry-width'
import { armedFaultSchema } from './fault'
import { passkeyListSchema } from './passkey-list'
import { placedTextSchema } from './placed-text'
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
  /** The vault's file is missing, and so is every copy. Its key exists, or Latchkey saw the file before. */
  'vault-missing',
  /** The vault's file is missing, but a backup or another copy exists. */
  'copy-left',
  /** The vault's file belongs to another vault than the one used last. */
  'other-vault',
  /** The vault's file cannot be read, or is newer than this Latchkey. */
  'unreadable',
] as const

export type LockReason = (typeof lockReasons)[number]

/** Where the vault's master key is stored. */
const sealedBy = v.picklist(['keychain', 'passphrase', 'memory'])

export const vaultStateSchema = v.variant('state', [
  v.strictObject({ state: v.literal('opening') }),
  v.strictObject({
    state: v.literal('open'),
    sealedBy,
    /** Why the vault cannot be written; null when it can. */
    readOnly: v.nullable(v.string()),
    /** What the user should know, such as records that had to be set aside. */
    warning: v.nullable(placedTextSchema),
    /** What was wrong with the file beside its losses, and was mended or set aside; a part of the warning. */
    mended: v.exactOptional(placedTextSchema),
    /** What was wrong with the note of how far the vault's file had come; a part of the warning. */
    witnessProblem: v.exactOptional(v.string()),
    /** The damage of the vault's file at opening; missing when no saved data is known to be lost. */
    damage: v.exactOptional(
      v.strictObject({
        is: v.picklist(['cut', 'older', 'damaged']),
        /** Entries. */
        lost: v.number(),
        /** Present where an earlier opening found it, and this opening found nothing else. */
        isKnown: v.exactOptional(v.literal(true)),
      }),
    ),
  }),
  v.strictObject({
    state: v.literal('locked'),
    reason: v.picklist(lockReasons),
    /** One or two sentences: what is wrong, and what to do. */
    explanation: placedTextSchema,
  }),
  /** The user locked it. Only the user unlocks it. */
  v.strictObject({ state: v.literal('locked-by-user'), sealedBy }),
  /** Without a vault and a keychain, the user has to choose a passphrase. */
  v.strictObject({ state: v.literal('new'), explanation: v.string() }),
])

export type VaultState = Readonly<v.InferOutput<typeof vaultStateSchema>>

/** What happened to the key of the open vault while the app ran. */
export const keyNoticeSchema = v.strictObject({
  /** `put-back`: the key is in its place again. `lost`: the vault will not open again once it is locked. */
  is: v.picklist(['put-back', 'lost']),
  text: v.string(),
})

export type KeyNotice = Readonly<v.InferOutput<typeof keyNoticeSchema>>

/** What opens the vault, in addition to {@link vaultStateSchema}. */
export const waysToOpenSchema = v.strictObject({
  /** Whether the vault, open or locked, has a recovery code. */
  recoveryCode: v.boolean(),
  /** The recovery code opened the vault, so the user has to choose a new passphrase. */
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
  /** What is wrong, and what to do; null when there is no problem. */
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
  /** The configured port of the bridge: the first one to try; 0 for any. */
  bridgePort: v.number(),
  /** Whether the system starts Latchkey when the user logs in; null when it cannot. */
  startsAtLogin: v.nullable(v.boolean()),
  appearance: v.picklist(appearances),
  /** The view that the window opens with, which is the last one. */
  view: v.picklist(views),
  /** The time of the newest record entry that the user has seen, in milliseconds since the Unix epoch. */
  activitySeenAt: v.number(),
  /** The policy of pages without their own. */
  signalPolicy: v.picklist(signalPolicies),
  authenticator: authenticatorSettingsSchema,
  autoLock: autoLockSchema,
  /** Whether commands may delete and export with `--yes`, without confirmation in the window. */
  commandsMayUseYes: v.boolean(),
  /** Whether an agent may answer the questions of pages, until the app quits. */
  agentMayAnswer: v.boolean(),
  /** The armed faults for the next answers, in this order. A restart disarms them. */
  armedFaults: v.pipe(v.array(armedFaultSchema), v.readonly()),
  /** Whether Latchkey's authenticator is hidden from all pages, until the app quits. */
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
