import type { Finding } from '../../cli/doctor/finding'
import { probeKeychain, type Keychain } from '../vault/keychain'
import type { Randomness } from '../platform/ports'

const START: Partial<Record<NodeJS.Platform, string>> = {
  linux:
    'Start one that offers the Secret Service, such as gnome-keyring or KWallet, in this login; Latchkey offers a passphrase instead.',
  darwin: 'Open Keychain Access and see that the login keychain is there.',
  win32: 'See that the service “Credential Manager” runs.',
}

/** Stores an item, reads it and deletes it, as the app does. */
export async function checkKeychain(
  keychain: Keychain,
  random: Randomness,
  platform: NodeJS.Platform,
): Promise<readonly Finding[]> {
  const { state, detail } = await probeKeychain(keychain, random)
  const check = 'keychain'
  if (state === 'open')
    return [{ check, state: 'well', found: 'It is there and unlocked.', advice: null }]
  const found = state === 'locked' ? 'It is locked' : 'No keychain answers'
  const advice =
    state === 'locked' ? 'Unlock it, for example by logging in anew.' : (START[platform] ?? null)
  return [{ check, state: 'wrong', found: `${found} (${detail}).`, advice }]
}
