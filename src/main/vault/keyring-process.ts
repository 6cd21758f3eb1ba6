/** A running keyring helper, and its unanswered calls. */
import * as v from 'valibot'
import {
  KeyringReplySchema,
  type KeyringCall,
  type KeyringReply,
  type KeyringRequest,
} from '../../shared/keyring-messages'
import { KeychainMissingError } from './keychain'

/** Events of a helper process. */
export interface HelperEvents {
  message(message: unknown): void
  /** The process ended, or could not start. */
  ended(): void
}

/** A helper process. */
export interface HelperProcess {
  send(request: KeyringRequest): void
  /** Ends the process at once, even if it hangs. */
  end(): void
}

/** Starts a helper process (`src/keyring`). Does not wait for the process, and does not throw. */
export type StartHelper = (events: HelperEvents) => HelperProcess

/** The helper ended before it answered, or its message was not a valid answer. */
export class HelperLostError extends Error {
  override readonly name = 'HelperLostError'

  constructor() {
    super('the process that asks the keychain ended before it answered')
  }
}

interface OpenCall {
  done(answer: unknown): void
  failed(error: Error): void
}

export class KeyringProcess {
  readonly #process: HelperProcess
  readonly #idle: () => void
  readonly #calls = new Map<number, OpenCall>()
  /** Unanswered calls for which the caller no longer waits. */
  readonly #givenUp = new Set<number>()
  #lastId = 0
  #hasEnded = false
  #hasReplied = false

  /** @param idle called when the helper has answered all calls. */
  constructor(start: StartHelper, idle: () => void) {
    this.#idle = idle
    this.#process = start({
      message: (message) => this.#receive(message),
      ended: () => this.#lose(),
    })
  }

  /** Whether the helper can take a call. */
  get isUsable(): boolean {
    return !this.#hasEnded && this.#givenUp.size === 0
  }

  /** Whether the helper has reached the keychain before. */
  get hasReplied(): boolean {
    return this.#hasReplied
  }

  /**
   * @param signal cancels the wait and rejects with its reason. The helper continues the call, because a user may be about to
   *   unlock the keychain.
   * @returns the keychain's answer, unvalidated.
   * @throws {HelperLostError}, {@link KeychainMissingError}, or an error with the keychain's message.
   */
  ask(service: string, call: KeyringCall, signal: AbortSignal): Promise<unknown> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      if (this.#hasEnded) throw new HelperLostError()
      const giveUp = (): void => {
        this.#calls.delete(id)
        this.#givenUp.add(id)
        reject(signal.reason as Error)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      const settle = (): void => signal.removeEventListener('abort', giveUp)
      this.#calls.set(id, {
        done(answer) {
          settle()
          resolve(answer)
        },
        failed(error) {
          settle()
          reject(error)
        },
      })
      this.#process.send({ ...call, id, service })
    })
  }

  /** Ends the process, and rejects its unanswered calls. */
  end(): void {
    if (this.#hasEnded) return
    this.#process.end()
    this.#lose()
  }

  #receive(message: unknown): void {
    if (this.#hasEnded) return
    const reply = v.safeParse(KeyringReplySchema, message)
    if (reply.success) this.#settle(reply.output)
    else this.end()
  }

  #settle(reply: KeyringReply): void {
    this.#hasReplied = true
    this.#givenUp.delete(reply.id)
    const call = this.#calls.get(reply.id)
    this.#calls.delete(reply.id)
    if (this.#calls.size === 0 && this.#givenUp.size === 0) this.#idle()
    if (reply.is === 'done') call?.done(reply.answer)
    else if (reply.of === 'module') call?.failed(new KeychainMissingError(reply.message))
    else call?.failed(new Error(reply.message))
  }

  #lose(): void {
    this.#hasEnded = true
    this.#givenUp.clear()
    const calls = [...this.#calls.values()]
    this.#calls.clear()
    for (const call of calls) call.failed(new HelperLostError())
  }
}
