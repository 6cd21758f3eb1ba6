/** Runs ceremonies without a browser: a session answers the options of a server's library. */
import type { PasskeySession } from '../../client/passkey-session.js'
import type { CeremonyKind } from '../catalogue.js'
import type { AuditAccount, ServerCallbacks } from '../relying-party.js'
import type { Scene, Stage } from './stage.js'

export function serverStage(server: ServerCallbacks): Stage {
  return {
    browser: null,
    leave: async () => undefined,
    open: async (ceremony, session, account) => {
      const over = new AbortController()
      return {
        act: () => ACTS[ceremony](server, session, account, over.signal),
        notes: () => [],
        close: async () => over.abort(new Error('the audit went on')),
      } satisfies Scene
    },
  }
}

type Act = (
  server: ServerCallbacks,
  session: PasskeySession,
  account: AuditAccount,
  signal: AbortSignal,
) => Promise<unknown>

const ACTS: Readonly<Record<CeremonyKind, Act>> = {
  create: async (server, session, account, signal) => {
    const options = objectFrom('registrationOptions', await server.registrationOptions(account))
    const response = await session.create(options, { origin: server.origin, signal })
    return server.verifyRegistration(response as never, account)
  },
  get: async (server, session, account, signal) => {
    const options = objectFrom('authenticationOptions', await server.authenticationOptions(account))
    const response = await session.get(options, { origin: server.origin, signal })
    return server.verifyAuthentication(response as never, account)
  },
}

/** @throws {Error} when a callback forgot to return its options. */
function objectFrom(callback: string, options: unknown): object {
  if (typeof options === 'object' && options !== null) return options
  throw new Error(
    `\`${callback}\` returned ${String(options)}, and must return the options as JSON.`,
  )
}
