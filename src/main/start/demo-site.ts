/** The demo page, opened from the window. Its relying party runs in the demo helper until the app quits. */
import * as v from 'valibot'
import { demoNewsSchema, type DemoOrder } from '../../shared/demo-messages'
import type { UtilityEvents, UtilityProcess } from './utility-process'

export interface DemoSiteParts {
  readonly start: (events: UtilityEvents) => UtilityProcess<DemoOrder>
  /** The folder of the page's files. */
  readonly pageFolder: string
  /** Opens a page in the user's browser. */
  readonly browse: (url: string) => Promise<void>
}

interface RunningDemo {
  readonly bridgePort: number
  readonly helper: UtilityProcess<DemoOrder>
  readonly origin: Promise<string>
}

export class DemoSite {
  readonly #parts: DemoSiteParts
  #running: RunningDemo | undefined

  constructor(parts: DemoSiteParts) {
    this.#parts = parts
  }

  /**
   * Starts the relying party if it does not run, and opens its page in the browser.
   *
   * @param bridgePort where the page finds Latchkey; null while pages cannot connect.
   * @throws {Error} that says what to do.
   */
  async open(bridgePort: number | null): Promise<void> {
    if (bridgePort === null)
      throw new Error('Pages cannot reach Latchkey now. Switch the bridge on under Pages first.')
    if (this.#running?.bridgePort !== bridgePort) this.end()
    this.#running ??= this.#start(bridgePort)
    const origin = await this.#running.origin
    try {
      await this.#parts.browse(origin)
    } catch (cause) {
      throw new Error(`No browser was opened. Open ${origin} in your browser.`, { cause })
    }
  }

  /** Stops the relying party, which loses all its data. */
  end(): void {
    this.#running?.helper.end()
    this.#running = undefined
  }

  #start(bridgePort: number): RunningDemo {
    const { promise: origin, resolve, reject } = deferred<string>()
    const helper = this.#parts.start({
      message: (message) => {
        const { success, output: news } = v.safeParse(demoNewsSchema, message)
        if (!success) reject(new Error('Its process answered what Latchkey does not know.'))
        else if (news.is === 'listening') resolve(news.origin)
        else reject(new Error(`It could not be started: ${news.message}.`))
      },
      ended: () => {
        if (this.#running?.helper === helper) this.#running = undefined
        reject(new Error('It ended before its page could be opened. Try again.'))
      },
    })
    origin.catch(() => {
      if (this.#running?.helper === helper) this.end()
    })
    helper.send({ bridgePort, pageFolder: this.#parts.pageFolder })
    return { bridgePort, helper, origin }
  }
}

function deferred<T>() {
  let resolve!: (value: T) => void
  let reject!: (reason: Error) => void
  const promise = new Promise<T>((fulfil, fail) => {
    resolve = fulfil
    reject = fail
  })
  return { promise, resolve, reject }
}
