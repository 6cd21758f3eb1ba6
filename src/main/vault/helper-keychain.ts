/**
 * The system's keychain, reached through a helper process. The helper starts on demand and ends when idle. After a call that
 * hung, or failed because of its connection, a new helper replaces it. So a problem of the keychain or of a call affects only
 * that call.
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

/** How long an idle helper is kept for the next call. */
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

  /** Starts the helper early, because a process takes a while to start and a call will come soon. */
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

  /** Ends the helper. The next call starts a new one. */
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

  /** Asks at most twice. Every call can be repeated, because a second call leaves the keychain as the first would have. */
  async #askTwice<T>(question: Question<T>, signal: AbortSignal): Promise<T> {
    const helper = this.#usableHelper()
    const wasConnected = helper.hasReplied
    try {
      return await this.#askOnce(helper, question, signal)
    } catch (error) {
      const wasLost = error instanceof HelperLostError
      // A helper that has only just connected is not stale, so its error is final.
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
      // Makes the other calls of this helper retry.
      if (isConnectionLost(error)) helper.end()
      throw error
    }
    helper.end()
    // The schema's own error would quote the answer.
    throw new HelperLostError()
  }

  /** Ends a helper with a hanging call, because the call may hang forever and no other call should wait behind it. */
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
