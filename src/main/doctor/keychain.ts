import type { Finding } from '../../cli/doctor/finding'
import type { Randomness } from '../platform/ports'
import { probeKeychain, type Keychain } from '../vault/keychain'

const START: Partial<Record<NodeJS.Platform, string>> = {
  linux:
    'Start a keychain that offers the Secret Service, such as gnome-keyring or KWallet, in this login session. Latchkey offers a passphrase instead.',
  darwin: 'Open Keychain Access and check that the login keychain is there.',
  win32: 'Check that the service “Credential Manager” is running.',
}

/** Stores, reads and deletes an item, as the app does. */
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
    state === 'locked' ? 'Unlock it, for example by logging in again.' : (START[platform] ?? null)
  return [{ check, state: 'wrong', found: `${found} (${detail}).`, advice }]
}
