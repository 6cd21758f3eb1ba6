/** The timers of an audit. A test replaces `after` to control the time. */
export const timers = {
  /**
   * Calls back once after `ms`.
   *
   * @returns the function that cancels the timer.
   */
  after(ms: number, callback: () => void): () => void {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
