/**
 * The calls that the command line may make to the running app: some calls of the window, and calls that the user must confirm
 * because they do not come from the window. JSON, with one message per line.
 */
import * as v from 'valibot'
import { agentCalls, type AgentApi } from './agent-api'
import { listenerStateSchema, vaultStateSchema } from './app-state'
import { call, type Calls } from './call'
import { armedFaultSchema } from './fault'
import { mainCalls } from './main-api'
import { loadedProfileSchema } from './provider-profile'

export const credentialFormats = ['webdriver', 'cdp', 'playwright'] as const

export type CredentialFormat = (typeof credentialFormats)[number]

const id = v.pipe(v.string(), v.maxLength(2048))
const ids = v.pipe(v.array(id), v.minLength(1))
const format = v.picklist(credentialFormats)
/** `--yes`: skips the confirmation, if the settings allow that. */
const yes = v.boolean()

/** In characters. Far more than a profile needs. */
const LONGEST_PROFILE = 1024 * 1024

export const commandApiSchemas = {
  getBridgeState: call([], listenerStateSchema),
  getVaultState: call([], vaultStateSchema),
  listPasskeys: mainCalls.listPasskeys,
  renamePasskey: mainCalls.renamePasskey,
  /** Moves passkeys to the trash after the user confirmed it. */
  deletePasskeys: call([ids, yes]),
  /** Passkeys with their private keys, after the user confirmed it. */
  exportCredentials: call([ids, format, yes], v.array(v.unknown())),
  /** Adds all credentials or none. Answers with the ids of the new passkeys. */
  importCredentials: call([format, v.array(v.unknown())], v.array(v.string())),
  /** From the running app; empty without it. */
  listArmedFaults: call([], v.array(armedFaultSchema)),
  armFault: mainCalls.armFault,
  disarmFault: mainCalls.disarmFault,
  disarmFaults: mainCalls.disarmFaults,
  /** From the running app, like the next two. */
  listProfiles: mainCalls.listProfiles,
  /**
   * Loads a profile's file: its name and its text. If a profile with the same id is loaded, the last argument says whether the
   * file replaces it.
   */
  loadProfile: call(
    [id, v.pipe(v.string(), v.maxLength(LONGEST_PROFILE)), yes],
    loadedProfileSchema,
  ),
  removeProfile: mainCalls.removeProfile,
  checkVault: mainCalls.checkVault,
  /** Not confirmed in the window, like the next three, because the file that was in the vault's place is kept. */
  repairVault: mainCalls.repairVault,
  restoreVault: mainCalls.restoreVault,
  undoVault: mainCalls.undoVault,
  acceptVault: mainCalls.acceptVault,
}

export type CommandApi = Calls<typeof commandApiSchemas>

/** Everything that the running app answers at its socket, for commands and agents. */
export type SocketApi = CommandApi & AgentApi

export const socketCalls = { ...commandApiSchemas, ...agentCalls }

export const socketMethods = Object.keys(socketCalls) as (keyof SocketApi)[]

/** Why a command failed. */
export const commandFailures = ['failed', 'denied', 'locked', 'read-only', 'no-answer'] as const

export type CommandFailure = (typeof commandFailures)[number]

export const commandRequestSchema = v.strictObject({
  id: v.pipe(v.number(), v.integer()),
  method: v.picklist(socketMethods),
  args: v.array(v.unknown()),
})

export const commandReplySchema = v.variant('ok', [
  v.strictObject({
    id: v.nullable(v.number()),
    ok: v.literal(true),
    value: v.optional(v.unknown()),
  }),
  v.strictObject({
    id: v.nullable(v.number()),
    ok: v.literal(false),
    failure: v.picklist(commandFailures),
    /** A sentence for the person who typed the command. */
    message: v.string(),
  }),
])

/** Signals that the app is working on a call, for example asking its user. */
export const commandPulseSchema = v.strictObject({ pulse: v.literal(true) })

/** How often the app sends a pulse while it is working on a call. */
export const PULSE_EVERY_MS = 2_000

export type CommandReply = Readonly<v.InferOutput<typeof commandReplySchema>>

/** The maximum size of a message, in bytes. Ten thousand passkeys with keys take about ten million. */
export const LONGEST_COMMAND_BYTES = 64 * 1024 * 1024

/** A command failed; says why. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly failure: CommandFailure

  constructor(failure: CommandFailure, message: string) {
    super(message)
    this.failure = failure
  }
}
