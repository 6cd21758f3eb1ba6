/** The events of the main process, for {@link fakeMain}. */
import type { MainEvents } from '../../src/shared/main-events'
import type { PreloadApi } from '../../src/shared/preload-api'

export function fakeEvents() {
  const listeners = new Map<string, Set<(data: never) => void>>()
  const emit = <E extends keyof MainEvents>(event: E, data: MainEvents[E]): void => {
    for (const listener of listeners.get(event) ?? []) listener(data as never)
  }
  const on: PreloadApi['on'] = (event, listener) => {
    const all = listeners.get(event) ?? new Set()
    listeners.set(event, all.add(listener))
    return () => all.delete(listener)
  }
  const count = () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0)
  return { emit, on, count }
}
