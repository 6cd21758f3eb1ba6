import type { ActivityEntry } from '../shared/activity'
import type { ActivityWait } from '../shared/agent-api'
import { CommandError, type SocketApi } from '../shared/command-api'
import { connectToApp } from '../main/commands/command-client'

const NOT_RUNNING =
  'Latchkey is not running. Start Latchkey, or leave --app out to work on a session of your own.'

type Wanted = Omit<ActivityWait, 'after'>

/**
 * The running app, at its socket. Each call has its own connection, because the app answers the calls of a connection one at a
 * time, an agent may wait and answer at the same time, and the app may restart between two calls.
 */
export class AppConnection {
  readonly #path: string
  /** The entry after which each wait continues, by what it waits for. */
  readonly #seen = new Map<string, string>()

  constructor(path: string) {
    this.#path = path
  }

  /**
   * @param signal aborts when the agent cancels. The app then ends the call.
   * @throws {CommandError} when the app is not running, does not respond, or refuses.
   */
  async call<T>(work: (api: SocketApi) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    const app = await connectToApp(this.#path)
    if (!app) throw new CommandError('failed', NOT_RUNNING)
    const close = () => app.close()
    signal?.addEventListener('abort', close, { once: true })
    try {
      return await work(app.api)
    } finally {
      signal?.removeEventListener('abort', close)
      close()
    }
  }

  /** Makes waits begin after the newest current entry, instead of at the start of the app. Never rejects. */
  async skipPast(names: readonly string[]): Promise<void> {
    const newest = await this.call((api) => api.newestActivity()).catch(() => null)
    if (newest !== null) for (const name of names) this.#seen.set(name, newest)
  }

  /**
   * Waits for an entry of the record. The next wait with this name continues after the entry.
   *
   * @throws {CommandError} also when the time is over.
   */
  async next(name: string, wanted: Wanted, signal: AbortSignal): Promise<ActivityEntry> {
    const after = this.#seen.get(name) ?? null
    const entry = await this.call((api) => api.waitForActivity({ ...wanted, after }), signal)
    if (!entry) throw new CommandError('failed', `No ${name} came within ${wanted.timeout} ms.`)
    this.#seen.set(name, entry.id)
    return entry
  }
}
