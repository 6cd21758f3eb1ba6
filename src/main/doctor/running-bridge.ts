import type { ListenerState } from '../../shared/app-state'
import { CommandError } from '../../shared/command-api'
import { connectToApp, type Patience } from '../commands/command-client'

/** Less than the five seconds of a check. */
export const DOCTOR_PATIENCE = { silenceMs: 3_000 }

/**
 * The bridge of the running app.
 *
 * @param path where the app listens for commands.
 * @param patience how long to wait for the app.
 * @returns undefined when no app is running there, or when an earlier build is, which does not tell; `silent` when an app is
 *   running there but does not respond.
 */
export async function runningBridge(
  path: string,
  patience?: Partial<Patience>,
): Promise<ListenerState | 'silent' | undefined> {
  const app = await connectToApp(path, patience)
  try {
    return await app?.api.getBridgeState()
  } catch (error) {
    return error instanceof CommandError && error.failure === 'no-answer' ? 'silent' : undefined
  } finally {
    app?.close()
  }
}
