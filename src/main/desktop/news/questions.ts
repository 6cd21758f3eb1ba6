import type { Questions } from '../../consent/questions'
import { throttle } from '../../platform/throttle'
import type { Clock } from '../../platform/ports'

/** The list is read anew so often at most, in milliseconds, unless somebody is asked. */
const REST_MS = 100

/**
 * Tells the window of questions: at once of one that was asked, and of offers that come and go no more often than
 * a person could follow. A page may make and withdraw them without end.
 */
export function tellOfQuestions(
  questions: Pick<Questions, 'onChange'>,
  { changed, asked }: { readonly changed: () => void; readonly asked: () => void },
  clock: Pick<Clock, 'after'>,
): void {
  const changedOtherwise = throttle(changed, REST_MS, clock)
  questions.onChange((isAsked) => {
    if (!isAsked) {
      changedOtherwise()
      return
    }
    changed()
    asked()
  })
}
