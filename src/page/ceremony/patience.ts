import { awaitable } from '../awaitable'
import type { Connection } from '../connection/connection'
import { BridgeFailure, explain, type FailureKind } from '../errors'
import { throwIfAborted } from '../events'
import { includes } from '../lists'

export interface PatiencePorts {
  readonly connection: Connection
  /** Host and port, shown to the user. */
  readonly host: string
  /** What the page waits for when it cannot reach the app; undefined when it must not wait. */
  readonly whyWait: () => Promise<string | undefined>
  readonly warn: (message: string) => void
}

/** Permanent failures. All others may pass when the app is started, unlocked or paired. */
const LASTING: readonly FailureKind[] = ['refused', 'version', 'impostor']

/**
 * Repeats `ask` until the app has answered, for a conditional `get()`. A failure may be temporary, and the page must not learn
 * of it. Warns the user once.
 *
 * @throws the failure of `ask`, when it is permanent, or `signal.reason`.
 */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  signal: AbortSignal,
  ports: PatiencePorts,
): Promise<T> {
  let isWarned = false
  for (;;) {
    try {
      return await awaitable(ask())
    } catch (error) {
      const why = await awaitable(passingFailure(error, ports))
      throwIfAborted(signal)
      if (why === undefined) throw error
      if (!isWarned) ports.warn(`${why} Until then this page's conditional get() waits.`)
      isWarned = true
      await awaitable(ports.connection.becomesReady(signal))
    }
  }
}

/** Why the app cannot be asked now; undefined when the failure is permanent. */
async function passingFailure(
  error: unknown,
  { connection, host, whyWait }: PatiencePorts,
): Promise<string | undefined> {
  // The bridge reports that the vault is locked before it ends the requests.
  if (!(error instanceof BridgeFailure))
    return connection.state === 'locked' ? explain('locked', host) : undefined
  const { kind } = error
  if (kind === 'absent') return await awaitable(whyWait())
  return includes(LASTING, kind) ? undefined : explain(kind, host)
}
