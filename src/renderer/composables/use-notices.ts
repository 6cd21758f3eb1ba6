import {
  inject,
  onScopeDispose,
  provide,
  shallowRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue'
import type { NameChange } from '../support/describe-change'
import { errorMessage } from '../support/error-message'

export interface NoticeContent {
  readonly tone?: 'plain' | 'danger'
  readonly text: string
  /** A page that the text is about; shown before it. */
  readonly origin?: string
  /** What the text says was changed; shown after it. */
  readonly names?: readonly NameChange[]
  /** Offered as a button; the notice goes away when it is used. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

export interface Notice extends NoticeContent {
  readonly id: number
}

export interface Notices {
  readonly notices: Readonly<ShallowRef<readonly Notice[]>>
  /**
   * @param instead the id of a notice that this one takes the place of, where that is still shown.
   * @returns its id.
   */
  readonly tell: (content: NoticeContent, instead?: number) => number
  readonly dismiss: (id: number) => void
  /** Keeps every notice while the user looks at one. */
  readonly hold: () => void
  readonly release: () => void
  /** Runs `work`; when it fails, says so after `label`. True when it succeeded. */
  readonly attempt: (label: string, work: () => Promise<void>) => Promise<boolean>
}

/** How long a notice stays. Long enough to reach its button by keyboard. */
export const NOTICE_MS = 10_000

/** More at once would cover the window; the oldest give way. */
export const AT_ONCE = 3

const key: InjectionKey<Notices> = Symbol('notices')

/** Short messages that go away by themselves, for this component and all below it. */
export function provideNotices(): Notices {
  const notices = shallowRef<readonly Notice[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let lastId = 0
  let held = false

  function dismiss(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }

  function start(id: number): void {
    clearTimeout(timers.get(id))
    if (!held)
      timers.set(
        id,
        setTimeout(() => dismiss(id), NOTICE_MS),
      )
  }

  function tell(content: NoticeContent, instead?: number): number {
    const isOld = notices.value.some(({ id }) => id === instead)
    const id = isOld && instead !== undefined ? instead : ++lastId
    const notice = { ...content, id }
    if (isOld) notices.value = notices.value.map((one) => (one.id === id ? notice : one))
    else {
      for (const old of notices.value.slice(0, -(AT_ONCE - 1))) dismiss(old.id)
      notices.value = [...notices.value, notice]
    }
    start(id)
    return id
  }

  function hold(): void {
    held = true
    timers.forEach((timer) => clearTimeout(timer))
  }

  function release(): void {
    held = false
    notices.value.forEach(({ id }) => start(id))
  }

  async function attempt(label: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      tell({ tone: 'danger', text: `${label}: ${errorMessage(error)}` })
      return false
    }
  }

  onScopeDispose(hold)
  const result = { notices, tell, dismiss, hold, release, attempt }
  provide(key, result)
  return result
}

/** The notices of the window around this component. */
export function useNotices(): Notices {
  const notices = inject(key)
  if (notices === undefined) throw new Error('no notices around this component')
  return notices
}
