import { shallowRef } from 'vue'
import { mainApi } from '../main-api'
import type { AppNow, CaseSetting } from '../support/case-settings'
import type { Notices } from './use-notices'
import type { Undo, UndoStep } from './use-undo'

/** A case whose settings were put in force. */
export interface ArmedCase {
  readonly settings: readonly CaseSetting[]
  /** The only page that the provider and the fault are for; null: every page. */
  readonly origin: string | null
}

/** Puts what a case file states in force, all of it or nothing, and takes it back. */
export function useArmedCase({ attempt }: Pick<Notices, 'attempt'>, undo: Undo) {
  const armed = shallowRef<ArmedCase>()
  let step: UndoStep | undefined

  /** Replaces the case that was armed before. Returns true on success. */
  function arm(next: ArmedCase): Promise<boolean> {
    return attempt('The case could not be armed', async () => {
      const applied: CaseSetting[] = []
      try {
        for (const setting of next.settings) {
          await setting.apply()
          applied.push(setting)
        }
      } catch (error) {
        for (const setting of applied.toReversed()) await setting.undo()
        throw error
      }
      if (step) undo.forget(step)
      step = async () => ((await restore(next)) ? 'undone' : 'failed')
      armed.value = next
      undo.did({ text: 'The case is armed' }, step)
    })
  }

  /** What somebody has changed since stays as it is. */
  function restore(one: ArmedCase): Promise<boolean> {
    return attempt('The case could not be disarmed', async () => {
      const now = await appNow()
      for (const setting of one.settings.toReversed()) if (setting.holds(now)) await setting.undo()
      if (armed.value === one) armed.value = undefined
    })
  }

  async function disarm(): Promise<void> {
    const one = armed.value
    if (one === undefined) return
    if ((await restore(one)) && step) undo.forget(step)
  }

  return { armed, arm, disarm }
}

async function appNow(): Promise<AppNow> {
  const [state, pages] = await Promise.all([mainApi.getAppState(), mainApi.listPages()])
  return { state, pages: pages.filter(({ status }) => status === 'paired') }
}
