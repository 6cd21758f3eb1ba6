/** Runs work once in the next turn of the event loop, unless `waitedFor` settles first. Ignores a failure of the work. */
export async function whileWaiting<T>(waitedFor: Promise<T>, work: () => void): Promise<T> {
  const scheduled = setImmediate(() => {
    try {
      work()
    } catch {
      // The work was only done early. The caller that needs it repeats it.
    }
  })
  try {
    return await waitedFor
  } finally {
    clearImmediate(scheduled)
  }
}
