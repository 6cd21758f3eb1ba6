/**
 * What the command line asks of the running app: a part of the window's contract, with its schemas, and what has to
 * be confirmed when no window asks for it. JSON, one message a line.
 */
import * as v from 'valibot'
import type { MainApi } from './main-api'
import { mainApiSchemas } from './main-api-schemas'

export const credentialFormats = ['webdriver', 'cdp'] as const

export type CredentialFormat = (typeof credentialFormats)[number]

export interface CommandApi extends Pick<MainApi, 'listPasskeys' | 'renamePasskey'> {
  /**
   * Moves passkeys to the trash, once that is confirmed.
   *
   * @param yes not to ask, where the settings allow that.
   */
  deletePasskeys(ids: string[], yes: boolean): Promise<void>
  /** Passkeys with their private keys, once that is confirmed. */
  exportCredentials(ids: string[], format: CredentialFormat, yes: boolean): Promise<unknown[]>
  /**
   * Takes credentials, all or none.
   *
   * @returns the ids of the new passkeys.
   */
  importCredentials(format: CredentialFormat, credentials: unknown[]): Promise<string[]>
}

const id = v.pipe(v.string(), v.maxLength(2048))
const ids = v.pipe(v.array(id), v.minLength(1))
const format = v.picklist(credentialFormats)

interface MethodSchemas<M extends keyof CommandApi> {
  readonly arguments: v.GenericSchema<unknown, Parameters<CommandApi[M]>>
  readonly answer: v.GenericSchema<unknown, Awaited<ReturnType<CommandApi[M]>>>
}

export const commandApiSchemas: { readonly [M in keyof CommandApi]: MethodSchemas<M> } = {
  listPasskeys: mainApiSchemas.listPasskeys,
  renamePasskey: mainApiSchemas.renamePasskey,
  deletePasskeys: {
    arguments: v.strictTuple([ids, v.boolean()]),
    answer: v.undefined(),
  },
  exportCredentials: {
    arguments: v.strictTuple([ids, format, v.boolean()]),
    answer: v.array(v.unknown()),
  },
  importCredentials: {
    arguments: v.strictTuple([format, v.array(v.unknown())]),
    answer: v.array(v.string()),
  },
}

export const commandMethods = Object.keys(commandApiSchemas) as (keyof CommandApi)[]

/** Why a command came to nothing. */
export const commandFailures = ['failed', 'denied', 'locked'] as const

export type CommandFailure = (typeof commandFailures)[number]

export const commandRequestSchema = v.strictObject({
  id: v.pipe(v.number(), v.integer()),
  method: v.picklist(commandMethods),
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
    /** A sentence for whoever typed the command. */
    message: v.string(),
  }),
])

export type CommandReply = Readonly<v.InferOutput<typeof commandReplySchema>>

/** Bytes of one message: ten thousand passkeys with keys take about ten million. */
export const LONGEST_COMMAND_BYTES = 64 * 1024 * 1024

/** It was not to be, and why. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly failure: CommandFailure

  constructor(failure: CommandFailure, message: string) {
    super(message)
    this.failure = failure
  }
}
