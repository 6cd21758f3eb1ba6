import type { SignalPolicy } from '../../shared/signal-policy'
import { mainApi } from '../main-api'
import { policyWords } from '../support/policy-words'
import { useNotices } from './use-notices'

/** Sets what signals do, for all pages or for one; each can be undone. */
export function useSignalPolicies() {
  const { attempt, tell } = useNotices()

  async function setForAll(policy: SignalPolicy, before: SignalPolicy): Promise<void> {
    const set = await attempt('The policy could not be set', () => mainApi.setSignalPolicy(policy))
    if (!set || policy === before) return
    tell({
      text: `Signals: ${policyWords[policy]}`,
      action: { label: 'Undo', run: () => void setForAll(before, before) },
    })
  }

  async function setForPage(
    origin: string,
    policy: SignalPolicy | null,
    before: SignalPolicy | null,
  ): Promise<void> {
    const set = await attempt('The page’s policy could not be set', () =>
      mainApi.setPageSignalPolicy(origin, policy),
    )
    if (!set || policy === before) return
    tell({
      origin,
      text: `signals: ${policy === null ? 'as every other page' : policyWords[policy]}`,
      action: { label: 'Undo', run: () => void setForPage(origin, before, before) },
    })
  }

  return { setForAll, setForPage }
}
