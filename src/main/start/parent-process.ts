/** How often it is looked whether a process is still there, in milliseconds. */
const LOOK_EVERY_MS = 500

/**
 * Calls back once when a process has ended. It is looked at, since only a parent hears of its children.
 *
 * @param identify tells one process from another that got its number later; null: there is none.
 */
export async function whenProcessEnds(
  pid: number,
  identify: (pid: number) => Promise<string | null>,
  ended: () => void,
): Promise<void> {
  const identity = await identify(pid)
  const look = async () => {
    const now = await identify(pid)
    if (now !== null && now === identity) setTimeout(() => void look(), LOOK_EVERY_MS)
    else ended()
  }
  await look()
}
