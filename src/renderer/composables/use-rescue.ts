import { ref, shallowRef } from 'vue'
import type { VaultReport } from '../../shared/vault-report'
import { mainApi } from '../main-api'
import { errorMessage } from '../support/error-message'
import { useNotices } from './use-notices'

/** The ways back from a damaged vault. Only one runs at a time. */
export function useRescue() {
  const { attempt, tell } = useNotices()
  const report = shallowRef<VaultReport>()
  const failure = ref<string>()
  const busy = ref(false)

  /** Looks at the vault's files. */
  async function load(): Promise<void> {
    report.value = undefined
    failure.value = undefined
    try {
      report.value = await mainApi.checkVault()
    } catch (error) {
      failure.value = errorMessage(error)
    }
  }

  async function run(label: string, work: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      return await attempt(label, work)
    } finally {
      busy.value = false
    }
  }

  async function undo(): Promise<void> {
    const label = 'The vault could not be put back as it was'
    if (await run(label, () => mainApi.undoVault()))
      tell({ text: 'The vault is as it was before.' })
  }

  /** Shows what was done, with a button that undoes it. */
  function tellDone(text: string): void {
    tell({ text, actions: [{ label: 'Undo', run: () => void undo() }] })
  }

  async function repair(): Promise<void> {
    if (await run('The vault could not be repaired', () => mainApi.repairVault()))
      tellDone('Latchkey goes on with what was saved. The file that was there is kept.')
  }

  async function restore(name: string): Promise<void> {
    if (await run('The backup could not be restored', () => mainApi.restoreVault(name)))
      tellDone('The backup is restored. The file that was there is kept.')
  }

  return { report, failure, busy, load, repair, restore, undo }
}
