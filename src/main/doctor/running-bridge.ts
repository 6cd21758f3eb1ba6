import type { ListenerState } from '../../shared/app-state'
import { connectToApp } from '../commands/command-client'

/**
 * The bridge of the running app.
 *
 * @param path where the app listens for commands.
 * @returns undefined when no app runs there, or when an earlier build runs there, which does not tell.
 */
export async function runningBridge(path: string): Promise<ListenerState | undefined> {
  const app = await connectToApp(path)
  try {
    return await app?.api.getBridgeState()
  } catch {
    return undefined
  } finally {
    app?.close()
  }
}
