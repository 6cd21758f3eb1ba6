import type { Question } from '../../shared/question'
import type { NewId } from '../platform/ports'

export interface QuestionPorts {
  readonly newId: NewId
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

/** The fields that a question gets when it is asked. */
export interface Stamp {
  readonly id: string
  /** Milliseconds since the Unix epoch. */
  readonly askedAt: number
}

interface Waiting {
  readonly type: Question['type']
  /** The current question. Its passkeys may change while it waits. */
  readonly read: () => Question
  readonly settle: (answer: unknown) => void
}

/**
 * The questions that wait for the user at the window. The window shows one question at a time, oldest first. Offers are shown
 * beside it, and do not call the user.
 */
export class Questions {
  readonly #waiting = new Map<string, Waiting>()
  readonly #listeners = new Set<(asked: boolean) => void>()
  readonly #ports: QuestionPorts

  constructor(ports: QuestionPorts) {
    this.#ports = ports
  }

  /**
   * Asks a question. Resolves with the answer for its id, or rejects with `signal.reason` when the signal aborts first. Removes
   * the question in both cases.
   *
   * @param manner `quiet`: the question does not call the user.
   */
  ask<Answer>(
    make: (stamp: Stamp) => Question,
    signal: AbortSignal,
    manner: 'call' | 'quiet' = 'call',
  ): Promise<Answer> {
    const id = this.#ports.newId()
    const stamp = { id, askedAt: this.#ports.now() }
    const question = make(stamp)
    return new Promise<Answer>((resolve, reject) => {
      signal.throwIfAborted()
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      this.#waiting.set(id, {
        type: question.type,
        read: () => make(stamp),
        settle: resolve as (answer: unknown) => void,
      })
      this.#announce(manner === 'call' && !isOffer(question))
    }).finally(() => {
      if (this.#waiting.delete(id)) this.#announce(false)
    })
  }

  /** Ignores an answer to a question that was already removed. */
  answer(type: Question['type'], id: string, answer: unknown): void {
    const waiting = this.#waiting.get(id)
    if (waiting?.type === type) waiting.settle(answer)
  }

  /** Oldest first. */
  list(): Question[] {
    return Array.from(this.#waiting.values(), ({ read }) => read())
  }

  /** Call it when passkeys have changed, because the choices of a question may have changed. */
  passkeysChanged(): void {
    if (this.#waiting.size > 0) this.#announce(false)
  }

  /**
   * Calls back with true when a question was asked, and with false when the list changed in another way: an offer was made, a
   * question was asked quietly, removed or changed. Returns the function that stops listening.
   */
  onChange(listener: (asked: boolean) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #announce(asked: boolean): void {
    for (const listener of this.#listeners) listener(asked)
  }
}

function isOffer(question: Question): boolean {
  return question.type === 'consent' && question.request.kind === 'offer'
}
