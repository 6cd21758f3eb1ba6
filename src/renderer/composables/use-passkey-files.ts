import { count } from '../../shared/vault-words'
import { mainApi } from '../main-api'
import type { Notices } from './use-notices'

/**
 * Imports passkeys from a file.
 *
 * @param show called with the id of an imported passkey, to bring it into view.
 */
export function usePasskeyFiles({ attempt, tell }: Notices, show: (id: string) => void) {
  async function importPasskeys(): Promise<void> {
    await attempt('No passkey was imported', async () => {
      const ids = await mainApi.importPasskeys()
      const [first] = ids ?? []
      if (first === undefined) return
      tell({
        text: `Imported ${count(ids?.length ?? 0, 'passkey', 'passkeys')}`,
        actions: [{ label: 'Show', run: () => show(first) }],
      })
    })
  }

  return { importPasskeys }
}
