import type { Question } from '../../shared/question'
import type { NewId } from '../platform/ports'

export interface QuestionPorts {
  readonly newId: NewId
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

/** What a question gets when it is asked. */
export interface Stamp {
  readonly id: string
  /** Milliseconds since the Unix epoch. */
  readonly askedAt: number
}

interface Waiting {
  readonly type: Question['type']
  /** The question as it is now: what there is to choose may change while it waits. */
  readonly read: () => Question
  readonly settle: (answer: unknown) => void
}

/**
 * The questions that wait for the person at the window. It shows the oldest first, one at a time; offers stand
 * beside them, and call nobody.
 */
export class Questions {
  readonly #waiting = new Map<string, Waiting>()
  readonly #listeners = new Set<(asked: boolean) => void>()
  readonly #ports: QuestionPorts

  constructor(ports: QuestionPorts) {
    this.#ports = ports
  }

  /**
   * Puts a question; settles with the answer that is given to its id, or rejects with `signal.reason` when
   * that comes first. Either way it waits no longer.
   */
  ask<Answer>(make: (stamp: Stamp) => Question, signal: AbortSignal): Promise<Answer> {
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
      this.#announce(!isOffer(question))
    }).finally(() => {
      if (this.#waiting.delete(id)) this.#announce(false)
    })
  }

  /** An answer to a question already withdrawn comes too late, and changes nothing. */
  answer(type: Question['type'], id: string, answer: unknown): void {
    const waiting = this.#waiting.get(id)
    if (waiting?.type === type) waiting.settle(answer)
  }

  /** Oldest first. */
  list(): Question[] {
    return Array.from(this.#waiting.values(), ({ read }) => read())
  }

  /** To be called when passkeys have changed: what may be chosen may have, too. */
  passkeysChanged(): void {
    if (this.#waiting.size > 0) this.#announce(false)
  }

  /**
   * Calls back whenever a question was asked (true), or when the list has changed otherwise (false): an offer
   * was made, one waits no longer, or asks something else. Returns the function that stops listening.
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
