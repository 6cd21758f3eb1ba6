/** The functions that run in the measured pages. Each is sent there as text, so it must not use anything of this module. */

/** The mark that the window makes when its first passkeys are there. */
export const ARRIVED = 'passkeys arrived'

/** Tells the driver when the page could be used. Both times are milliseconds since the Unix epoch. */
export interface UsableTimes {
  /** The first rows were painted. */
  readonly rows: number
  /** The list answered a key, and the answer was painted. */
  readonly usable: number
}

/** Runs before the first rows. Calls `tellBench` with {@link UsableTimes} as JSON, or with `late` when the rows are there. */
export async function watchStart(): Promise<void> {
  const own = globalThis as unknown as { tellBench: (text: string) => void; benchWatches?: true }
  if (own.benchWatches) return
  own.benchWatches = true
  if (document.querySelector('[role=gridcell]')) {
    own.tellBench('late')
    return
  }
  const now = () => performance.timeOrigin + performance.now()
  const first = () => document.querySelector<HTMLElement>('[role=grid] [tabindex="0"]')
  while (!document.querySelector('[role=gridcell]') || !first())
    await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  const rows = now()
  const row = first()
  row?.focus()
  row?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }),
  )
  while (document.activeElement === row) await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  own.tellBench(JSON.stringify({ rows, usable: now() }))
}

/** Resolves once the list has `count` rows or more, and the page has been idle for a second. */
export async function settle(count: number): Promise<void> {
  const rows = () =>
    Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0)
  while (rows() < count) await new Promise((resolve) => setTimeout(resolve, 20))
  for (let idle = 0; idle < 10; idle++) {
    await new Promise((resolve) => requestIdleCallback(resolve))
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A key in the search field, in milliseconds. */
export interface KeyTimes {
  /** The time until the frame with the result was painted. Includes the wait for the next frame. */
  readonly frame: number
  /** Only the work: event, update, and the frame's layout and paint. */
  readonly work: number
}

/** Records the time of each key. {@link takeKeyTimes} returns the records. */
export function watchKeys(): void {
  const taken: KeyTimes[] = []
  Object.assign(globalThis, { benchKeys: taken })
  let began = 0
  let handled = 0
  let asked = 0
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      asked = timeStamp
      began = performance.now()
    },
    { capture: true },
  )
  addEventListener('input', () => {
    queueMicrotask(() => (handled = performance.now()))
    requestAnimationFrame(() => {
      const frame = performance.now()
      // The message is handled after the frame was painted.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        const painted = performance.now()
        taken.push({ frame: painted - asked, work: handled - began + painted - frame })
        port1.close()
      }
      port2.postMessage(null)
    })
  })
}

export function takeKeyTimes(): KeyTimes[] {
  return (globalThis as unknown as { benchKeys: KeyTimes[] }).benchKeys.splice(0)
}

/** Puts the keyboard focus into the search field of the view. */
export async function focusSearch(): Promise<void> {
  const field = () => document.querySelector<HTMLInputElement>('main input[type=search]')
  while (!field()) await new Promise(requestAnimationFrame)
  field()?.focus()
}

/** Shows the view by its link, and waits for the first row. */
export async function showView(view: string): Promise<void> {
  document.querySelector<HTMLElement>(`nav a[href="#${view}"]`)?.click()
  await new Promise(requestAnimationFrame)
  while (!document.querySelector('[role=grid] [role=row]')) await new Promise(requestAnimationFrame)
  await new Promise((resolve) => setTimeout(resolve, 200))
}

/**
 * Scrolls by `step` CSS pixels in each frame.
 *
 * @param step 0 does nothing, for comparison.
 * @returns the times of the frames.
 */
export async function frameTimes([step, frames]: readonly [number, number]): Promise<number[]> {
  const scroller = document.querySelector('[data-scroller]')
  scroller?.scrollTo(0, 0)
  await new Promise(requestAnimationFrame)
  const times: number[] = []
  for (let frame = 0; frame <= frames; frame++) {
    times.push(await new Promise<number>(requestAnimationFrame))
    if (step > 0) scroller?.scrollBy(0, step)
  }
  return times
}

/** Milliseconds since the Unix epoch; null if the page makes no such mark. */
export function timeOfMark(name: string): number | null {
  const [mark] = performance.getEntriesByName(name)
  return mark ? performance.timeOrigin + mark.startTime : null
}
