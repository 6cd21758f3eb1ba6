import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** What does not end within this time when asked to is ended by force. */
const PATIENCE_MS = 5_000

/**
 * Ends every process that bears a mark, also those that went into the background.
 *
 * @param mark as it stands in a process's environment: `NAME=value`
 * @param except processes that may stay
 */
export async function endMarkedProcesses(
  mark: string,
  except: readonly number[] = [],
): Promise<void> {
  const left = (): number[] => markedProcesses(mark).filter((pid) => !except.includes(pid))
  const asked = new Set<number>()
  const deadline = Date.now() + PATIENCE_MS
  for (let pids = left(); pids.length > 0; pids = left()) {
    // Asked once only: to some programs a second time means at once.
    const force = Date.now() >= deadline
    signalAll(force ? pids : pids.filter((pid) => !asked.has(pid)), force ? 'SIGKILL' : 'SIGTERM')
    for (const pid of pids) asked.add(pid)
    await sleep(50)
  }
}

/** The processes whose environment bears a mark. (Linux: it reads /proc.) */
export function markedProcesses(mark: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => environment(pid).includes(mark)).map(Number)
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Empty for a process that has ended or is another user's. */
function environment(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}
