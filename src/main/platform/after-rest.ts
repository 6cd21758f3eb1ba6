/** Milliseconds. A page that calls again at once does not wait for what its last call left to do. */
const REST_MS = 30

/** Calls back when the pages rest. The process may end before: whoever has work left does it at the end. */
export function afterRest(run: () => void): void {
  setTimeout(run, REST_MS).unref()
}
