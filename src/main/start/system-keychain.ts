import type { Clock } from '../platform/ports'
import { HelperKeychain } from '../vault/helper-keychain'
import { startUtilityProcess } from './utility-process'

const HELPER = { module: 'keyring-helper.cjs', name: 'Latchkey Keyring' }

/**
 * The keychain of this computer, reached through a utility process. Call it once the app is ready.
 *
 * @param service the name of our items in the keychain.
 */
export function systemKeychain(service: string, clock: Clock): HelperKeychain {
  return new HelperKeychain({
    service,
    start: (events) => startUtilityProcess(HELPER, events),
    clock,
  })
}
