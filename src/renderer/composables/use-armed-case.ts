import type { ShallowRef } from 'vue'
import { mainApi } from '../main-api'
import type { AppNow, CaseSetting } from '../support/case-settings'
import type { Notices } from './use-notices'
import type { Undo, UndoStep } from './use-undo'

/** A case whose settings were applied. */
export interface ArmedCase {
  readonly settings: readonly CaseSetting[]
  /** The only page that the provider and the fault apply to; null: every page. */
  readonly origin: string | null
}

/**
 * Puts what a case file states in force, all of it or nothing, and takes it back.
 *
 * @param armed the cases in force, the latest last. Each keeps what was before it, so that all can be taken back.
 */
export function useArmedCase(
  { attempt }: Pick<Notices, 'attempt'>,
  undo: Undo,
  armed: ShallowRef<readonly ArmedCase[]>,
) {
  const steps = new Map<ArmedCase, UndoStep>()

  /** Returns true on success. */
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
      const step: UndoStep = async () => ((await restoreFrom(next)) ? 'undone' : 'failed')
      steps.set(next, step)
      armed.value = [...armed.value, next]
      undo.did({ text: 'The case is armed' }, step)
    })
  }

  /** Takes back this case and all that were armed after it, the latest first. What somebody has changed since stays. */
  function restoreFrom(first: ArmedCase | undefined): Promise<boolean> {
    return attempt('The case could not be disarmed', async () => {
      const from = armed.value.findIndex((one) => one === first)
      if (from === -1) return
      for (const one of armed.value.slice(from).toReversed()) await restore(one)
    })
  }

  async function restore(one: ArmedCase): Promise<void> {
    const now = await appNow()
    for (const setting of one.settings.toReversed()) if (setting.holds(now)) await setting.undo()
    armed.value = armed.value.filter((other) => other !== one)
    const step = steps.get(one)
    if (step) undo.forget(step)
  }

  async function disarm(): Promise<void> {
    await restoreFrom(armed.value[0])
  }

  return { armed, arm, disarm }
}

async function appNow(): Promise<AppNow> {
  const [state, pages] = await Promise.all([mainApi.getAppState(), mainApi.listPages()])
  return { state, pages: pages.filter(({ status }) => status === 'paired') }
}
