import type { Connection } from '../connection/connection'
import { BridgeFailure, explain, type FailureKind } from '../errors'

export interface PatiencePorts {
  readonly connection: Connection
  /** Host and port, for the user to read. */
  readonly host: string
  /** Whether the app is not there, and the page wants to wait for it. */
  readonly mayWaitForApp: () => Promise<boolean>
  readonly warn: (message: string) => void
}

/** What does not pass; all else may: the app is started, unlocked or paired with. */
const LASTING: readonly FailureKind[] = ['refused', 'version', 'impostor']

/**
 * Asks until the app has been heard, as a conditional `get()` does: what keeps it away may pass, and the page is
 * to learn nothing of it. The user is told once.
 *
 * @throws whatever `ask` throws that cannot pass, or `signal.reason`.
 */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  signal: AbortSignal,
  ports: PatiencePorts,
): Promise<T> {
  let isTold = false
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const kind = await passingFailure(error, ports)
      signal.throwIfAborted()
      if (kind === undefined) throw error
      if (!isTold)
        ports.warn(`${explain(kind, ports.host)} Until then this page's conditional get() waits.`)
      isTold = true
      await ports.connection.becomesReady(signal)
    }
  }
}

async function passingFailure(
  error: unknown,
  { connection, mayWaitForApp }: PatiencePorts,
): Promise<FailureKind | undefined> {
  // The bridge has said that the vault was locked before it ended what that ends.
  if (!(error instanceof BridgeFailure)) return connection.state === 'locked' ? 'locked' : undefined
  const { kind } = error
  if (kind === 'absent' && !(await mayWaitForApp())) return undefined
  return LASTING.includes(kind) ? undefined : kind
}
