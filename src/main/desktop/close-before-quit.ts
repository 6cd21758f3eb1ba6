import { app } from 'electron'

/** Keeps the app from ending until `close` has settled. */
export function closeBeforeQuit(close: () => Promise<void>): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void close().finally(() => {
      closed = true
      // Not at once: Electron ignores `quit` while it still emits `will-quit`, and would never end.
      setImmediate(() => app.quit())
    })
  })
}
