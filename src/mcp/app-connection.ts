import type { ActivityEntry } from '../shared/activity'
import type { ActivityWait } from '../shared/agent-api'
import { CommandError, type SocketApi } from '../shared/command-api'
import { connectToApp } from '../main/commands/command-client'

const NOT_RUNNING =
  'Latchkey is not running. Start Latchkey, or leave --app out to work on a session of your own.'

type Wanted = Omit<ActivityWait, 'after'>

/**
 * The running app, at its socket. Each call has a connection of its own: the app answers the calls of a connection one
 * after another, an agent may wait and answer at the same time, and the app may be started again between two calls.
 */
export class AppConnection {
  readonly #path: string
  /** The entries that the waits go on after, by what they wait for. */
  readonly #seen = new Map<string, string>()

  constructor(path: string) {
    this.#path = path
  }

  /**
   * @param signal aborts when the agent gives up: the app then ends the call.
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

  /** Waits begin after the newest entry of now. Without it, they begin with the start of the app. Never rejects. */
  async skipPast(names: readonly string[]): Promise<void> {
    const newest = await this.call((api) => api.recentActivity(1)).catch(() => [])
    for (const { id } of newest) for (const name of names) this.#seen.set(name, id)
  }

  /**
   * Waits for an entry of the record. The next wait of that name goes on after the entry.
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
