/** How often the process table is read, in milliseconds. */
const POLL_MS = 500

/**
 * Calls `ended` once a process has ended. It polls: only a parent is notified when a process ends.
 *
 * @param identify tells a process from a later one with the same number; null: there is no such process.
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
