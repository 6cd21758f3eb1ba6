import type { SignalKind } from '../../shared/activity'
import type { ClientName } from '../../shared/client-name'
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
 * The ceremonies that a session's test starts without a page. The same client answers them as for the session's pages. Each
 * ceremony has its own document, so a pending one does not block another.
 */
export class PagelessCeremonies implements SessionCeremonies {
  readonly #client: Pick<WebAuthnClient, 'create' | 'get' | 'signal'>
  readonly #open = new Set<AbortController>()

  readonly #played: () => ClientName

  /** @param played the client that the session plays. */
  constructor(client: Pick<WebAuthnClient, 'create' | 'get' | 'signal'>, played: () => ClientName) {
    this.#client = client
    this.#played = played
  }

  get isPending(): boolean {
    return this.#open.size > 0
  }

  async create(ceremony: PagelessCeremony, gone: AbortSignal): Promise<RegistrationResponseJson> {
    const options = parseCreationOptionsFromJson(ceremony.options)
    this.#refuseMediation('create', ceremony.mediation)
    return this.#untilGone(gone, (signal) =>
      this.#client.create({ ...ceremony, options, signal, isJson: true }),
    )
  }

  async get(
    ceremony: PagelessCeremony,
    gone: AbortSignal,
  ): Promise<AuthenticationResponseJson | null> {
    const options = parseRequestOptionsFromJson(ceremony.options)
    this.#refuseMediation('get', ceremony.mediation)
    if (ceremony.mediation === 'silent' && this.#played() === 'latchkey') return null
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

  /** Refuses what the page's script of that client refuses. @throws {WebAuthnError} `NotSupportedError`. */
  #refuseMediation(kind: 'create' | 'get', mediation: string | undefined): void {
    if (this.#played() !== 'firefox') return
    if (mediation === 'silent' || (kind === 'create' && mediation === 'conditional'))
      throw new WebAuthnError('NotSupportedError', `this client has no ${mediation} ${kind}()`)
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
