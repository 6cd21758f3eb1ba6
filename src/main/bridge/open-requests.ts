import { WebAuthnError } from '../webauthn/errors'

export interface OpenRequest {
  readonly id: number
  /** `conditional`: a ceremony that waits until somebody takes up an offer. */
  readonly kind: 'pair' | 'ceremony' | 'conditional' | 'signal'
  readonly controller: AbortController
}

/** What one page has asked and not been answered yet. */
export class OpenRequests {
  readonly #open = new Map<number, OpenRequest>()

  has(id: number): boolean {
    return this.#open.has(id)
  }

  /** The one of this kind, of which there is never more than one open; not for signals. */
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

  /** Ends a request. False when it has ended before: then nobody waits for the answer. */
  end(request: OpenRequest): boolean {
    return this.#open.get(request.id) === request && this.#open.delete(request.id)
  }

  /** The page wants it no more. An unknown id is one whose answer is on its way. */
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
