/** Milliseconds. A page that calls again at once does not wait for the remaining work of its last call. */
const REST_MS = 30

/**
 * Runs the work of a queue while pages are idle, one item per turn of the event loop, so that a calling page waits for at most
 * one item. The process may end earlier, so the owner of the queue must finish it at the end.
 */
export function afterRest(runOne: () => boolean): void {
  const next = () => {
    if (runOne()) setImmediate(next)
  }
  setTimeout(next, REST_MS).unref()
}
