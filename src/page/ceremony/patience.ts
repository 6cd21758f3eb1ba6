import type { Connection } from '../connection/connection'
import { BridgeFailure, explain, type FailureKind } from '../errors'

export interface PatiencePorts {
  readonly connection: Connection
  /** Host and port, shown to the user. */
  readonly host: string
  /** Whether the app is not running and the page wants to wait for it. */
  readonly mayWaitForApp: () => Promise<boolean>
  readonly warn: (message: string) => void
}

/** Failures that last. All others may pass, when the app is started, unlocked or paired. */
const LASTING: readonly FailureKind[] = ['refused', 'version', 'impostor']

/**
 * Repeats `ask` until the app has answered, as a conditional `get()` does. A failure may pass, and the page must not
 * learn of it. The user is warned once.
 *
 * @throws the failure of `ask`, when the failure lasts, or `signal.reason`.
 */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  signal: AbortSignal,
  ports: PatiencePorts,
): Promise<T> {
  let isWarned = false
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const kind = await passingFailure(error, ports)
      signal.throwIfAborted()
      if (kind === undefined) throw error
      if (!isWarned)
        ports.warn(`${explain(kind, ports.host)} Until then this page's conditional get() waits.`)
      isWarned = true
      await ports.connection.becomesReady(signal)
    }
  }
}

async function passingFailure(
  error: unknown,
  { connection, mayWaitForApp }: PatiencePorts,
): Promise<FailureKind | undefined> {
  // The bridge says that the vault is locked before it ends the requests.
  if (!(error instanceof BridgeFailure)) return connection.state === 'locked' ? 'locked' : undefined
  const { kind } = error
  if (kind === 'absent' && !(await mayWaitForApp())) return undefined
  return LASTING.includes(kind) ? undefined : kind
}
