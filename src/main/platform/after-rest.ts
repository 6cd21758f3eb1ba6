/** Milliseconds. A page that calls again at once does not wait for what its last call left to do. */
const REST_MS = 30

/**
 * Does the work of a queue when the pages rest, one work in each turn of the event loop, so that a page that calls waits for one
 * at most. The process may end before: whoever has work left does it at the end.
 */
export function afterRest(runOne: () => boolean): void {
  const next = () => {
    if (runOne()) setImmediate(next)
  }
  setTimeout(next, REST_MS).unref()
}
