/**
 * The system's keychain, asked in a helper process. The helper is started when it is needed, and ended when it is not; after a
 * call that hung, or failed because of its connection, another helper takes its place. So what happens to the keychain, or
 * to a call, lasts no longer than the call.
 */
import * as v from 'valibot'
import { KeyringAnswerSchemas, type KeyringCall } from '../../shared/keyring-messages'
import {
  isConnectionLost,
  KEYCHAIN_TIMEOUT_MS,
  KeychainTimeoutError,
  type Keychain,
} from './keychain'
import { HelperLostError, KeyringProcess, type StartHelper } from './keyring-process'
import type { Clock } from '../platform/ports'

/** How long a helper that has nothing to do is kept for the next call. */
const IDLE_MS = 60_000

export interface HelperKeychainPorts {
  /** The name of our items in the keychain. */
  readonly service: string
  readonly start: StartHelper
  readonly clock: Clock
}

interface Question<T> {
  readonly call: KeyringCall
  readonly answer: v.GenericSchema<unknown, T>
}

export class HelperKeychain implements Keychain {
  readonly #ports: HelperKeychainPorts
  #helper: KeyringProcess | undefined
  #cancelEnd: () => void = () => undefined

  constructor(ports: HelperKeychainPorts) {
    this.#ports = ports
  }

  /** Starts the helper now, because a call will come soon: a process takes a while to start. */
  prepare(): void {
    this.#usableHelper()
    this.#endLater()
  }

  get(account: string): Promise<string | null> {
    return this.#ask({ call: 'get', account }, KeyringAnswerSchemas.get)
  }

  async set(account: string, secret: string): Promise<void> {
    await this.#ask({ call: 'set', account, secret }, KeyringAnswerSchemas.set)
  }

  async delete(account: string): Promise<void> {
    await this.#ask({ call: 'delete', account }, KeyringAnswerSchemas.delete)
  }

  list(): Promise<readonly { readonly account: string; readonly secret: string }[]> {
    return this.#ask({ call: 'list' }, KeyringAnswerSchemas.list)
  }

  /** Ends the helper. The next call starts another one. */
  end(): void {
    this.#cancelEnd()
    this.#helper?.end()
    this.#helper = undefined
  }

  async #ask<T>(call: KeyringCall, answer: v.GenericSchema<unknown, T>): Promise<T> {
    const inTime = new AbortController()
    const cancel = this.#ports.clock.after(KEYCHAIN_TIMEOUT_MS, () =>
      inTime.abort(new KeychainTimeoutError()),
    )
    try {
      return await this.#askTwice({ call, answer }, inTime.signal)
    } finally {
      cancel()
    }
  }

  /** Twice at most. Every call can be repeated: it leaves the keychain as the first one would have. */
  async #askTwice<T>(question: Question<T>, signal: AbortSignal): Promise<T> {
    const helper = this.#usableHelper()
    const wasConnected = helper.hasReplied
    try {
      return await this.#askOnce(helper, question, signal)
    } catch (error) {
      const wasLost = error instanceof HelperLostError
      // What a helper says that has only just connected is so.
      const isStale = wasConnected && isConnectionLost(error)
      if (!wasLost && !isStale) throw error
      return this.#askOnce(this.#usableHelper(), question, signal)
    }
  }

  async #askOnce<T>(
    helper: KeyringProcess,
    { call, answer }: Question<T>,
    signal: AbortSignal,
  ): Promise<T> {
    try {
      const given = v.safeParse(answer, await helper.ask(this.#ports.service, call, signal))
      if (given.success) return given.output
    } catch (error) {
      // Other calls of this helper are asked again.
      if (isConnectionLost(error)) helper.end()
      throw error
    }
    helper.end()
    // Not the schema's own error: it would quote the answer.
    throw new HelperLostError()
  }

  /** Ends a helper in which a call hangs: it may hang for ever, and no call should wait behind it. */
  #usableHelper(): KeyringProcess {
    this.#cancelEnd()
    if (this.#helper?.isUsable) return this.#helper
    this.#helper?.end()
    return (this.#helper = new KeyringProcess(this.#ports.start, () => this.#endLater()))
  }

  #endLater(): void {
    this.#cancelEnd()
    this.#cancelEnd = this.#ports.clock.after(IDLE_MS, () => this.end())
  }
}
