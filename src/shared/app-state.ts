/** What the window shows about the app itself. */
import * as v from 'valibot'
import { signalPolicies } from './signal-policy'

export const lockReasons = [
  /** The keychain is there and locked, or its prompt was cancelled. */
  'keychain-locked',
  /** No keychain service answers. */
  'keychain-missing',
  /** The keychain is open and has no key for this vault. */
  'key-missing',
  /** The keychain's key is not this vault's. */
  'key-differs',
  /** The vault is sealed with a passphrase. */
  'passphrase',
  /** Another Latchkey has this vault open. */
  'in-use',
  /** The vault's file cannot be read, or is newer than this Latchkey. */
  'unreadable',
] as const

export type LockReason = (typeof lockReasons)[number]

export const vaultStateSchema = v.variant('state', [
  v.strictObject({ state: v.literal('opening') }),
  v.strictObject({
    state: v.literal('open'),
    /** Where its master key lives. */
    sealedBy: v.picklist(['keychain', 'passphrase', 'memory']),
    /** Set when nothing can be written: the reason. */
    readOnly: v.nullable(v.string()),
    /** Something that the user should know, such as records that had to be set aside. */
    warning: v.nullable(v.string()),
  }),
  v.strictObject({
    state: v.literal('locked'),
    reason: v.picklist(lockReasons),
    /** One or two sentences: what is wrong, and what to do. */
    explanation: v.string(),
  }),
  /** There is no vault yet and no keychain: a passphrase has to be chosen. */
  v.strictObject({ state: v.literal('new'), explanation: v.string() }),
])

export type VaultState = Readonly<v.InferOutput<typeof vaultStateSchema>>

export const appearances = ['system', 'light', 'dark'] as const

export type Appearance = (typeof appearances)[number]

export const bridgeStateSchema = v.strictObject({
  /** The switch. */
  enabled: v.boolean(),
  /** null while it does not listen. */
  port: v.nullable(v.number()),
  /** Addresses that it listens on, such as `127.0.0.1`. */
  addresses: v.array(v.string()),
  /** What is wrong, and what to do; null when all is well. */
  problem: v.nullable(v.string()),
})

export type BridgeState = Readonly<v.InferOutput<typeof bridgeStateSchema>>

export const appStateSchema = v.strictObject({
  version: v.string(),
  vault: vaultStateSchema,
  bridge: bridgeStateSchema,
  appearance: v.picklist(appearances),
  /** Of every page that has none of its own. */
  signalPolicy: v.picklist(signalPolicies),
  /** Whether commands may delete and export without being confirmed here, by `--yes`. */
  commandsMayUseYes: v.boolean(),
})

export type AppState = Readonly<v.InferOutput<typeof appStateSchema>>

export const diagnosticsSchema = v.strictObject({
  version: v.string(),
  electron: v.string(),
  chromium: v.string(),
  platform: v.string(),
  dataFolder: v.string(),
  /** Under which name the keychain lists our items. */
  keychainService: v.string(),
  logFile: v.string(),
})

export type Diagnostics = Readonly<v.InferOutput<typeof diagnosticsSchema>>
