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

export interface NoticeAction {
  readonly label: string
  readonly run: () => void
}

export interface NoticeContent {
  readonly tone?: 'plain' | 'danger'
  readonly text: string
  /** The page that the text is about. Shown before the text. */
  readonly origin?: string
  /** The names that changed. Shown after the text. */
  readonly names?: readonly NameChange[]
  /** Buttons. Pressing one dismisses the notice. */
  readonly actions?: readonly NoticeAction[]
  /** The parts that the announced change has set. A later notice that sets all of them overtakes this notice. */
  readonly sets?: readonly string[]
}

export interface Notice extends NoticeContent {
  readonly id: number
  /** The id of the notice of a newer change, which overwrote the announced change. There is nothing left to undo. */
  readonly overtakenBy?: number
}

export interface Notices {
  readonly notices: Readonly<ShallowRef<readonly Notice[]>>
  /**
   * @param instead the id of a notice that the new notice replaces, if it is still shown.
   * @returns the id of the notice.
   */
  readonly tell: (content: NoticeContent, instead?: number) => number
  readonly dismiss: (id: number) => void
  /** Dismisses the notice of a change that was undone. The notices that it overtook are no longer overtaken. */
  readonly withdraw: (id: number) => void
  readonly dismissAll: () => void
  /** Keeps all notices while the user points at one, or has the focus in one. */
  readonly hold: () => void
  readonly release: () => void
  readonly isHeld: () => boolean
  /** Runs `work`. A failure becomes a notice that starts with `label`. Returns true on success. */
  readonly attempt: (label: string, work: () => Promise<void>) => Promise<boolean>
}

/** How long a notice stays, in milliseconds. Long enough to reach its button by keyboard. */
export const NOTICE_MS = 10_000

/** More notices would cover the window, so the oldest is dismissed, unless the user is about to press one. */
const AT_ONCE = 3

const key: InjectionKey<Notices> = Symbol('notices')

/** Short messages that disappear after a while, for this component and all below it. */
export function provideNotices(): Notices {
  const notices = shallowRef<readonly Notice[]>([])
  const timers = useNoticeTimers(dismiss)
  let lastId = 0

  function dismiss(id: number): void {
    timers.stop(id)
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }

  function withdraw(id: number): void {
    dismiss(id)
    notices.value = notices.value.map((one) => {
      if (one.overtakenBy !== id) return one
      const { overtakenBy: _, ...rest } = one
      return rest
    })
  }

  function dismissAll(): void {
    for (const { id } of notices.value) dismiss(id)
  }

  function tell(content: NoticeContent, instead?: number): number {
    const isShown = notices.value.some(({ id }) => id === instead)
    const id = isShown && instead !== undefined ? instead : ++lastId
    const notice = { ...content, id }
    notices.value = notices.value.map((one) => (one.id === id ? one : afterChange(one, notice)))
    if (isShown) notices.value = notices.value.map((one) => (one.id === id ? notice : one))
    else notices.value = [...notices.value, notice]
    trim()
    timers.start(id)
    return id
  }

  /** While the user points at a notice, the oldest stays: the next one would move under the pointer, with its own buttons. */
  function trim(): void {
    if (timers.isHeld()) return
    for (const { id } of notices.value.slice(0, -AT_ONCE)) dismiss(id)
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

  const { hold, isHeld } = timers
  const release = (): void => {
    timers.release()
    trim()
    for (const { id } of notices.value) timers.start(id)
  }
  const ends = { dismiss, withdraw, dismissAll }
  const result = { notices, tell, ...ends, hold, release, isHeld, attempt }
  provide(key, result)
  return result
}

/**
 * A notice after a later change. If the change has set all parts that the notice announced, the notice no longer offers an
 * undo.
 */
function afterChange(notice: Notice, { id, sets = [] }: Notice): Notice {
  const told = notice.sets ?? []
  if (notice.overtakenBy !== undefined) return notice
  if (told.length === 0 || !told.every((one) => sets.includes(one))) return notice
  return { ...notice, overtakenBy: id }
}

/** Ends each notice after its time, unless all are held. */
function useNoticeTimers(end: (id: number) => void) {
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let held = false

  function stop(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
  }

  function start(id: number): void {
    stop(id)
    if (held) return
    const timer = setTimeout(() => end(id), NOTICE_MS)
    timers.set(id, timer)
  }

  function hold(): void {
    held = true
    timers.forEach((timer) => clearTimeout(timer))
  }

  function release(): void {
    held = false
  }

  onScopeDispose(hold)
  return { stop, start, hold, release, isHeld: () => held }
}

/** The notices of the window around this component. */
export function useNotices(): Notices {
  const notices = inject(key)
  if (notices === undefined) throw new Error('no notices around this component')
  return notices
}
