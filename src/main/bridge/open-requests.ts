import { WebAuthnError } from '../webauthn/errors'

/** Who ended a request that had no answer yet. */
type Ender = 'page' | 'latchkey'

/** The page cancelled its request, or ended its connection. */
export class Withdrawal extends WebAuthnError {
  constructor(reason: string) {
    super('AbortError', reason)
  }
}

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

  /** The open request of this kind. There is at most one of each of these kinds. */
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

  /** Ends a request. Returns false if it ended before, because then the page expects no answer. */
  end(request: OpenRequest): boolean {
    return this.#open.get(request.id) === request && this.#open.delete(request.id)
  }

  /** Aborts a request for the page. Ignores an unknown id: its answer is already on the way to the page. */
  abort(id: number): void {
    const request = this.#open.get(id)
    this.#open.delete(id)
    request?.controller.abort(new Withdrawal('the page aborted the request'))
  }

  /** Aborts all requests of a page whose connection ends. */
  abortAll(by: Ender): void {
    const requests = this.list()
    this.#open.clear()
    const reason =
      by === 'page'
        ? new Withdrawal('the page is gone')
        : new WebAuthnError('AbortError', 'Latchkey ended the connection of the page')
    for (const { controller } of requests) controller.abort(reason)
  }
}
