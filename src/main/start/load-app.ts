/**
 * Reads the app's code part by part. Between two parts, the main process gives the window its files: a page whose files wait
 * starts later.
 */
import { nextTurn } from '../platform/next-turn'

/** Those that take longest. Each brings along the packages that it uses. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('../platform/site'),
  () => import('../../shared/main-api'),
  () => import('../vault/file-vault'),
  () => import('../webauthn/authenticator/algorithms/algorithms'),
  () => import('../webauthn/providers/loaded-profiles'),
  () => import('../webauthn/client/client'),
]

export async function loadApp(): Promise<typeof import('./app')> {
  for (const load of PARTS) {
    await load()
    await nextTurn()
  }
  return import('./app')
}
