import type { SignalKind } from '../../shared/activity'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../shared/webauthn-json'
import type { PagelessCeremony, SessionCeremonies } from '../automation/ports'
import type { WebAuthnClient } from '../webauthn/client/client'
import {
  parseCreationOptionsFromJson,
  parseRequestOptionsFromJson,
} from '../webauthn/client/parse-from-json'
import type { Requester } from '../webauthn/client/ports'
import { WebAuthnError } from '../webauthn/errors'

/**
 * What a session's test asks for in the place of a page. The same client answers as for the session's pages. Each
 * ceremony stands for a document of its own, so a pending one does not hinder another.
 */
export class PagelessCeremonies implements SessionCeremonies {
  readonly #client: Pick<WebAuthnClient, 'create' | 'get' | 'signal'>
  readonly #open = new Set<AbortController>()

  constructor(client: Pick<WebAuthnClient, 'create' | 'get' | 'signal'>) {
    this.#client = client
  }

  get isPending(): boolean {
    return this.#open.size > 0
  }

  async create(ceremony: PagelessCeremony, gone: AbortSignal): Promise<RegistrationResponseJson> {
    const options = parseCreationOptionsFromJson(ceremony.options)
    return this.#untilGone(gone, (signal) =>
      this.#client.create({ ...ceremony, options, signal, isJson: true }),
    )
  }

  async get(ceremony: PagelessCeremony, gone: AbortSignal): Promise<AuthenticationResponseJson> {
    const options = parseRequestOptionsFromJson(ceremony.options)
    return this.#untilGone(gone, (signal) =>
      this.#client.get({ ...ceremony, options, signal, isJson: true }),
    )
  }

  signal(requester: Requester, kind: SignalKind, options: unknown): Promise<void> {
    return this.#client.signal(requester, kind, options, 'now')
  }

  /** Aborts the open ceremonies. Call it when the session ends. */
  end(): void {
    for (const controller of this.#open)
      controller.abort(new WebAuthnError('AbortError', 'the session has ended'))
  }

  async #untilGone<T>(gone: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    const abort = () =>
      controller.abort(new WebAuthnError('AbortError', 'the test aborted the request'))
    if (gone.aborted) abort()
    gone.addEventListener('abort', abort, { once: true })
    this.#open.add(controller)
    try {
      return await run(controller.signal)
    } finally {
      this.#open.delete(controller)
      gone.removeEventListener('abort', abort)
    }
  }
}
