/**
 * Reads the app's code part by part. Between two parts, the main process gives the window its files: a page whose files wait
 * starts later. The vault comes first, because it is read while the other parts are.
 */
import { nextTurn } from '../platform/next-turn'
import type { EarlyWindow } from './early-window'
import type { CommandLine } from './command-line'

/** The parts that take longest. Each loads the packages that it uses. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('../../shared/main-api'),
  () => import('../platform/site'),
  () => import('../webauthn/authenticator/algorithms/algorithms'),
  () => import('../webauthn/providers/loaded-profiles'),
  () => import('../webauthn/client/client'),
]

export async function loadAndStartApp(commandLine: CommandLine, early: EarlyWindow): Promise<void> {
  const { readAppVault } = await import('./app-vault')
  const vault = readAppVault(early)
  for (const load of PARTS) {
    await nextTurn()
    await load()
  }
  const { startApp } = await import('./app')
  await startApp({ ...early, commandLine, vault })
}
