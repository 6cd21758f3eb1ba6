import { WebAuthnError } from '../webauthn/errors'

export interface OpenRequest {
  readonly id: number
  /** `conditional`: a `get()` that waits until the user accepts an offer. */
  readonly kind: 'pair' | 'ceremony' | 'conditional' | 'signal'
  readonly controller: AbortController
}

/** The requests of one page that the bridge has not answered yet. */
export class OpenRequests {
  readonly #open = new Map<number, OpenRequest>()

  has(id: number): boolean {
    return this.#open.has(id)
  }

  /** The open request of this kind. Each of these kinds has at most one open request. */
  find(kind: Exclude<OpenRequest['kind'], 'signal'>): OpenRequest | undefined {
    return this.list().find((request) => request.kind === kind)
  }

  list(): readonly OpenRequest[] {
    return [...this.#open.values()]
  }

  add(id: number, kind: OpenRequest['kind']): OpenRequest {
    const request = { id, kind, controller: new AbortController() }
    this.#open.set(id, request)
    return request
  }

  /** Ends a request. Returns false if it ended before, and the page no longer expects an answer. */
  end(request: OpenRequest): boolean {
    return this.#open.get(request.id) === request && this.#open.delete(request.id)
  }

  /** Aborts a request for the page. Ignores an unknown id: its answer is already on the way to the page. */
  abort(id: number): void {
    const request = this.#open.get(id)
    this.#open.delete(id)
    request?.controller.abort(new WebAuthnError('AbortError', 'the page aborted the request'))
  }

  abortAll(reason: string): void {
    const requests = this.list()
    this.#open.clear()
    for (const { controller } of requests) controller.abort(new WebAuthnError('AbortError', reason))
  }
}
