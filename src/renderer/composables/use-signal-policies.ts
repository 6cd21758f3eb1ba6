import type { SignalPolicy } from '../../shared/signal-policy'
import { mainApi } from '../main-api'
import { policyWords } from '../support/policy-words'
import type { NoticeContent, Notices } from './use-notices'
import type { TakeBack, Undo } from './use-undo'

export type SignalPolicies = ReturnType<typeof useSignalPolicies>

/** Sets what signals do, for all pages or for one; each can be taken back. Both answer true when it is set. */
export function useSignalPolicies(notices: Notices, undo: Undo) {
  const forAll = tellingOnce<SignalPolicy>(
    notices,
    undo,
    (_, policy) =>
      notices.attempt('The policy could not be set', () => mainApi.setSignalPolicy(policy)),
    (_, policy) => ({ text: `Signals of all pages: ${policyWords[policy]}` }),
  )
  const setForPage = tellingOnce<SignalPolicy | null>(
    notices,
    undo,
    (origin, policy) =>
      notices.attempt('The page’s policy could not be set', () =>
        mainApi.setPageSignalPolicy(origin, policy),
      ),
    (origin, policy) => ({
      origin,
      text: `signals: ${policy === null ? 'as the app' : policyWords[policy]}`,
    }),
  )

  const setForAll = (policy: SignalPolicy, before: SignalPolicy): Promise<boolean> =>
    forAll('', policy, before)

  return { setForAll, setForPage }
}

/** Who goes through the choices by the arrow keys gets one notice, which takes all of it back. */
function tellingOnce<P>(
  notices: Notices,
  undo: Undo,
  put: (origin: string, policy: P) => Promise<boolean>,
  noticeOf: (origin: string, policy: P) => NoticeContent,
) {
  const latest = new Map<string, { notice: number; step: TakeBack; before: P }>()

  return async (origin: string, policy: P, before: P): Promise<boolean> => {
    if (!(await put(origin, policy))) return false
    const told = latest.get(origin)
    const shown = notices.notices.value.some(({ id }) => id === told?.notice) ? told : undefined
    if (shown !== undefined) undo.forget(shown.step)
    const first = shown === undefined ? before : shown.before
    if (first === policy) {
      if (shown !== undefined) notices.dismiss(shown.notice)
      return true
    }
    const step = (): Promise<boolean> => put(origin, first)
    const notice = undo.did(noticeOf(origin, policy), step, shown?.notice)
    latest.set(origin, { notice, step, before: first })
    return true
  }
}
