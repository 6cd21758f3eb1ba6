/** Resolves in the next turn of the event loop, after what has arrived by then has been read. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
