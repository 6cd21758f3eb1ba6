/** How often to read the process table, in milliseconds. */
const POLL_MS = 500

/**
 * Calls `ended` once a process has ended. Polls, because the system notifies only a parent when a process ends.
 *
 * @param identify distinguishes a process from a later one with the same number; null when there is no such process.
 */
export async function whenProcessEnds(
  pid: number,
  identify: (pid: number) => Promise<string | null>,
  ended: () => void,
): Promise<void> {
  const identity = await identify(pid)
  const poll = async () => {
    const now = await identify(pid)
    if (now !== null && now === identity) setTimeout(() => void poll(), POLL_MS)
    else ended()
  }
  await poll()
}
