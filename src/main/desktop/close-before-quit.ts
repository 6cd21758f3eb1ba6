/** So long may closing take: the writes of a slow disk, and whatever else is under way. */
export const CLOSING_PATIENCE_MS = 20_000

/** Electron's app, as far as it is needed here. */
export interface QuittingApp {
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown
  quit(): void
}

/**
 * Keeps the app from ending until `close` has settled. After {@link CLOSING_PATIENCE_MS} the app ends all the same: an app that
 * hangs would keep the next one from starting. The vault loses nothing by that, as it loses nothing by SIGKILL.
 *
 * @param failed is told why `close` failed, or that it took too long.
 */
export function closeBeforeQuit(
  app: QuittingApp,
  close: () => Promise<void>,
  failed: (why: unknown) => void,
): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void inTime(close)
      .catch(failed)
      .then(() => {
        closed = true
        // Not at once: Electron ignores `quit` while it still emits `will-quit`, and would never end.
        setImmediate(() => app.quit())
      })
  })
}

async function inTime(close: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<void>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`closing took longer than ${CLOSING_PATIENCE_MS / 1000} s`))
    }, CLOSING_PATIENCE_MS)
  })
  await Promise.race([close(), tooLong]).finally(() => clearTimeout(timer))
}
