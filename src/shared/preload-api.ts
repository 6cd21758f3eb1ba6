import type { MainApi } from './main-api'
import type { MainEvents } from './main-events'
import type { Reply } from './reply'

/** The API that the preload script puts on `window.main`: the calls, answering in {@link Reply} form, and the events. */
export type PreloadApi = {
  [Name in keyof MainApi]: (
    ...args: Parameters<MainApi[Name]>
  ) => Promise<Reply<Awaited<ReturnType<MainApi[Name]>>>>
} & {
  /** Returns the function that stops listening. */
  on<E extends keyof MainEvents>(event: E, listener: (data: MainEvents[E]) => void): () => void
}
