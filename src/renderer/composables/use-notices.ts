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
  readonly tell: (content: NoticeContent) => void
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
const AT_ONCE = 3

const key: InjectionKey<Notices> = Symbol('notices')

/** Short messages that go away by themselves, for this component and all below it. */
export function provideNotices(): Notices {
  const notices = shallowRef<readonly Notice[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let lastId = 0

  function dismiss(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }

  function start(id: number): void {
    clearTimeout(timers.get(id))
    timers.set(
      id,
      setTimeout(() => dismiss(id), NOTICE_MS),
    )
  }

  function tell(content: NoticeContent): void {
    const id = ++lastId
    for (const { id: old } of notices.value.slice(0, -(AT_ONCE - 1))) dismiss(old)
    notices.value = [...notices.value, { ...content, id }]
    start(id)
  }

  function hold(): void {
    timers.forEach((timer) => clearTimeout(timer))
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
  const release = (): void => timers.forEach((_timer, id) => start(id))
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
