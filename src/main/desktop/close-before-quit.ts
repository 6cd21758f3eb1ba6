/** How long closing may take, for a slow disk and other unfinished work. */
export const CLOSING_PATIENCE_MS = 20_000

/** The part of Electron's app that is needed here. */
export interface QuittingApp {
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown
  quit(): void
}

/**
 * Delays the end of the app until `close` has settled. After {@link CLOSING_PATIENCE_MS} the app ends anyway, because an app
 * that hangs would keep the next one from starting. The vault loses no data by that, just as it loses none by SIGKILL.
 *
 * @param failed called with the reason when `close` failed or took too long.
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
        // Delayed, because Electron ignores `quit` while it still emits `will-quit`, and would never end.
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
