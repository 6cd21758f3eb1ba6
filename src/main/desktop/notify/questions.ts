import type { Clock } from '../../platform/ports'
import { throttle } from '../../platform/throttle'

/** The least time between two notifications of offers. */
const OFFERS_INTERVAL_MS = 100

export interface QuestionSources {
  /** Calls back with true when a question was asked, and with false when the list changed in another way. */
  onChange(listener: (asked: boolean) => void): unknown
}

export interface QuestionNotices {
  /** The list of questions changed. */
  readonly changed: () => void
  /** A question was asked, which the user must answer. */
  readonly asked: () => void
}

/**
 * Notifies at once when a question was asked. Throttles changes of offers, because a page may make and cancel offers without
 * end.
 */
export function notifyOfQuestions(
  questions: QuestionSources,
  { changed, asked }: QuestionNotices,
  clock: Pick<Clock, 'after'>,
): void {
  const offersChanged = throttle(changed, OFFERS_INTERVAL_MS, clock)
  questions.onChange((isAsked) => {
    if (!isAsked) {
      offersChanged()
      return
    }
    changed()
    asked()
  })
}
