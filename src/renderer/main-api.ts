/** The window's access to the main process. No other file of the renderer uses `window.main`. */
import type { MainApi } from '../shared/main-api'
import type { PreloadApi } from '../shared/preload-api'
import type { Failure, Reply } from '../shared/reply'

/** A failure of the main process, rethrown in the window. */
class MainApiError extends Error {
  override readonly name: string

  constructor({ name, message }: Failure) {
    super(message)
    this.name = name
  }
}

/**
 * Makes each call through `window.main`, which has one function per call.
 *
 * @throws {MainApiError} from every call, when the main process failed.
 */
export const mainApi = new Proxy({} as MainApi, {
  get:
    (_empty, name) =>
    async (...args: unknown[]) => {
      // Cast: the compiler cannot relate the arguments of a call to its name. `MainApi` does, for every caller.
      const call = window.main[name as keyof MainApi] as (
        ...args: unknown[]
      ) => Promise<Reply<unknown>>
      return unwrap(await call(...args))
    },
})

/** Listens to an event of the main process. Returns the function that stops listening. */
export const onMainEvent: PreloadApi['on'] = (event, listener) => window.main.on(event, listener)

function unwrap(reply: Reply<unknown>): unknown {
  if (!reply.ok) throw new MainApiError(reply.error)
  return reply.value
}
