/** How much work the window has. Work is the processor's time of the page's main thread, so other programs do not count. */
import type { CDPSession, Page } from 'playwright-core'
import type { ActivityEntry } from '../../src/shared/activity'

export class WindowWork {
  readonly #session: CDPSession

  private constructor(session: CDPSession) {
    this.#session = session
  }

  static async of(page: Page): Promise<WindowWork> {
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    return new WindowWork(session)
  }

  /** The work while `act` runs, in milliseconds. */
  async during(act: () => Promise<unknown>): Promise<number> {
    const before = await this.#soFar()
    await act()
    return (await this.#soFar()) - before
  }

  async #soFar(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000
  }
}

/**
 * In the page: jumps in the list, so that each frame has other rows.
 *
 * @returns the largest number of rows that the document had.
 */
export async function scrollFarAndBack(frames: number): Promise<number> {
  const scroller = document.querySelector('[data-scroller]')
  let rows = 0
  for (let frame = 0; frame < frames; frame++) {
    scroller?.scrollTo(0, frame % 2 === 0 ? 5000 : 0)
    await new Promise(requestAnimationFrame)
    rows = Math.max(rows, document.querySelectorAll('[data-scroller] [role=row]').length)
  }
  return rows
}

/** In the page: signals new names of one passkey, each as soon as the list shows the name before. */
export async function signalNewNames([entry, names]: readonly [
  ActivityEntry,
  number,
]): Promise<void> {
  const passkeyId = 'many-200'
  const row = document.querySelector(`[data-passkey-id="${passkeyId}"]`)
  for (let time = 0; time < names; time++) {
    const name = `Name ${time}`
    const before = { userName: 'ada', userDisplayName: 'Ada' }
    const after = { userName: 'ada', userDisplayName: name }
    const changes = [{ what: 'renamed' as const, passkeyId, before, after }]
    window.fake.signal({ ...entry, id: name, at: Date.now(), changes })
    while (!row?.textContent.includes(name)) await new Promise(requestAnimationFrame)
  }
}
