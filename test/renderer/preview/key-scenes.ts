/** The keys that open the vault: changed in the settings, and used on the lock screen. */
import type { AppState, VaultState } from '../../../src/shared/app-state'
import { appState } from '../../support/window-data'
import { somePasskeys } from './scene-data'
import type { Scene } from './scenes'

type Ways = AppState['waysToOpen']

const SETTINGS = 'a[href="#settings"]'

function scene(vault: VaultState, ways: Partial<Ways> = {}, clicks: readonly string[] = []): Scene {
  const waysToOpen: Ways = { recoveryCode: false, passphraseDue: false, notice: null, ...ways }
  return {
    state: () => ({ passkeys: somePasskeys(), app: appState({ vault, waysToOpen }) }),
    clicks,
  }
}

const open = (sealedBy: 'keychain' | 'passphrase'): VaultState => ({
  state: 'open',
  sealedBy,
  readOnly: null,
  warning: null,
})
const inSettings = (row: number, nth: number) => [
  SETTINGS,
  `.settings-keys .row:nth-of-type(${row}) button:nth-of-type(${nth})`,
]

export const keyScenes: Readonly<Record<string, Scene>> = {
  'key-put-back': scene(open('keychain'), {
    notice: {
      is: 'put-back',
      text: 'The keychain no longer held the key of this vault. Latchkey put the key back.',
    },
  }),
  'key-lost': scene(open('keychain'), {
    notice: {
      is: 'lost',
      text: 'The keychain no longer holds the key of this vault, and does not take it back: the disk is full. Once you lock the vault or quit Latchkey, nothing opens the vault again. Repair the keychain and try again, or make a recovery code in Settings.',
    },
  }),
  'passphrase-due': scene(open('passphrase'), { recoveryCode: true, passphraseDue: true }),
  'keys-keychain': scene(open('keychain'), {}, [SETTINGS]),
  'keys-passphrase': scene(open('passphrase'), { recoveryCode: true }, [SETTINGS]),
  'recovery-code': scene(open('keychain'), {}, inSettings(2, 1)),
  'recovery-code-replaced': scene(open('passphrase'), { recoveryCode: true }, inSettings(2, 1)),
  'passphrase-changed': scene(open('passphrase'), {}, inSettings(1, 1)),
  'key-renewed': scene(open('keychain'), {}, inSettings(3, 1)),
  'locked-with-code': scene(
    {
      state: 'locked',
      reason: 'key-missing',
      explanation:
        'The keychain is unlocked, but does not hold the key of this vault. The key may have been deleted, or the vault may come from another computer or another keychain. Put the key back into the keychain, then try again. The vault was not changed.',
    },
    { recoveryCode: true },
  ),
  recovering: scene({ state: 'locked-by-user', sealedBy: 'passphrase' }, { recoveryCode: true }, [
    '.full-screen .button:not(.primary)',
  ]),
}
