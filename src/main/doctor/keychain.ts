import type { Finding } from '../../cli/doctor/finding'
import type { Randomness } from '../platform/ports'
import { probeKeychain, type Keychain } from '../vault/keychain'

const START: Partial<Record<NodeJS.Platform, string>> = {
  linux:
    'Start a keychain that offers the Secret Service, such as gnome-keyring or KWallet, in this login session. Without a keychain, Latchkey uses a passphrase.',
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
    return [
      { check, state: 'well', found: 'The keychain is available and unlocked.', advice: null },
    ]
  const found = state === 'locked' ? 'The keychain does not open' : 'No keychain is available'
  const advice =
    state === 'locked'
      ? 'Unlock the keychain, for example by logging in again.'
      : (START[platform] ?? null)
  return [{ check, state: 'wrong', found: `${found}: ${detail}.`, advice }]
}
