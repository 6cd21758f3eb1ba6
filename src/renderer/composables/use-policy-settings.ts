import type { SignalPolicy } from '../../shared/signal-policy'
import { mainApi } from '../main-api'
import { policyWords } from '../support/policy-words'
import type { NoticeContent, Notices } from './use-notices'
import type { Undo, UndoStep } from './use-undo'

/** Sets the policy for signals, for all pages or for one. Both setters can be undone and return true on success. */
export function usePolicySettings(notices: Notices, undo: Undo) {
  const setForAll = settingWithOneNotice<SignalPolicy>(notices, undo, {
    set: (_, policy) =>
      notices.attempt('The policy could not be set', () => mainApi.setSignalPolicy(policy)),
    noticeOf: (_, policy) => ({ text: `Signals of all pages: ${policyWords[policy]}` }),
  })
  const setForPage = settingWithOneNotice<SignalPolicy | null>(notices, undo, {
    set: (origin, policy) =>
      notices.attempt('The page’s policy could not be set', () =>
        mainApi.setPageSignalPolicy(origin, policy),
      ),
    noticeOf: (origin, policy) => ({
      origin,
      text: `signals: ${policy === null ? 'default policy' : policyWords[policy]}`,
    }),
  })
  return {
    setForAll: (policy: SignalPolicy, before: SignalPolicy) => setForAll('', policy, before),
    setForPage,
  }
}

interface Setting<P> {
  readonly set: (origin: string, policy: P) => Promise<boolean>
  readonly noticeOf: (origin: string, policy: P) => NoticeContent
}

/** Arrow keys set one policy after the other. These changes share one notice, which undoes all of them at once. */
function settingWithOneNotice<P>(
  notices: Notices,
  undo: Undo,
  { set, noticeOf }: Setting<P>,
): (origin: string, policy: P, before: P) => Promise<boolean> {
  const latest = new Map<string, { notice: number; step: UndoStep; before: P }>()

  return async (origin, policy, before) => {
    if (!(await set(origin, policy))) return false
    const last = latest.get(origin)
    const shown = notices.notices.value.some(({ id }) => id === last?.notice) ? last : undefined
    if (shown !== undefined) undo.forget(shown.step)
    const first = shown === undefined ? before : shown.before
    if (first === policy) {
      if (shown !== undefined) notices.dismiss(shown.notice)
      return true
    }
    const step: UndoStep = async () => ((await set(origin, first)) ? 'undone' : 'failed')
    const notice = undo.did(noticeOf(origin, policy), step, shown && { instead: shown.notice })
    latest.set(origin, { notice, step, before: first })
    return true
  }
}
