/**
 * Runs work once in the next turn of the event loop, unless what is waited for is there before: what it waits for has begun by
 * then. A failure of the work is ignored.
 */
export async function whileWaiting<T>(waitedFor: Promise<T>, work: () => void): Promise<T> {
  const scheduled = setImmediate(() => {
    try {
      work()
    } catch {
      // The work was done early, and is done again by whoever needs it.
    }
  })
  try {
    return await waitedFor
  } finally {
    clearImmediate(scheduled)
  }
}
