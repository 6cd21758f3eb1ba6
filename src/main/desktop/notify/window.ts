import type { ActivityEntry } from '../../../shared/activity'
import type { MainEvents } from '../../../shared/main-events'
import type { Clock } from '../../platform/ports'
import { throttle } from '../../platform/throttle'
import { notifyOfPages, type PageSources } from './pages'
import { notifyOfPasskeys, type PasskeySources } from './passkeys'
import { notifyOfQuestions, type QuestionSources } from './questions'

/** The least time between two notifications of findings. The window reads the whole list after each. */
const FINDINGS_MS = 200

/** Everything whose changes the window shows. */
export interface WindowSources extends PageSources {
  readonly vault: PasskeySources &
    PageSources['vault'] & { readonly ways: { onChange(listener: () => void): unknown } }
  readonly bridge: PageSources['bridge'] & { onChange(listener: () => void): unknown }
  readonly activity: { onAdded(listener: (entry: ActivityEntry) => void): unknown }
  readonly questions: QuestionSources
  readonly faults: { onChange(listener: () => void): unknown }
  readonly authenticator: { onChange(listener: () => void): unknown }
  readonly lint: { onChange(listener: () => void): unknown }
}

export interface WindowNotices {
  readonly send: <E extends keyof MainEvents>(event: E, data: MainEvents[E]) => void
  readonly appStateChanged: () => void
  /** A question was asked, which the user must answer. */
  readonly asked: () => void
}

/** Notifies the window of every change in what it shows. */
export function notifyWindow(
  sources: WindowSources,
  { send, appStateChanged, asked }: WindowNotices,
  clock: Pick<Clock, 'after'>,
): void {
  const { vault, bridge, activity, questions, faults, authenticator, lint } = sources
  vault.onStateChange(appStateChanged)
  vault.ways.onChange(appStateChanged)
  bridge.onChange(appStateChanged)
  faults.onChange(appStateChanged)
  authenticator.onChange(appStateChanged)
  activity.onAdded((entry) => send('activityAdded', entry))
  lint.onChange(throttle(() => send('pageFindingsChanged', undefined), FINDINGS_MS, clock))
  notifyOfPages(sources, () => send('pagesChanged', undefined), clock)
  notifyOfPasskeys(
    vault,
    {
      changed: (change) => send('passkeysChanged', change),
      trashChanged: () => send('trashChanged', undefined),
    },
    clock,
  )
  notifyOfQuestions(questions, { changed: () => send('questionsChanged', undefined), asked }, clock)
}
