import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Processes that still run this long after SIGTERM are killed. */
const PATIENCE_MS = 5_000

/**
 * Ends every process with a mark in its environment, including background processes.
 *
 * @param mark the environment entry, `NAME=value`
 * @param except ids of processes that may stay
 */
export async function endMarkedProcesses(
  mark: string,
  except: readonly number[] = [],
): Promise<void> {
  const left = (): number[] => markedProcesses(mark).filter((pid) => !except.includes(pid))
  const asked = new Set<number>()
  const deadline = Date.now() + PATIENCE_MS
  for (let pids = left(); pids.length > 0; pids = left()) {
    // Sends SIGTERM only once, because some programs stop without cleaning up at the second signal.
    const force = Date.now() >= deadline
    signalAll(force ? pids : pids.filter((pid) => !asked.has(pid)), force ? 'SIGKILL' : 'SIGTERM')
    for (const pid of pids) asked.add(pid)
    await sleep(50)
  }
}

/** Ids of the processes with a mark in their environment. Reads /proc, so it works on Linux only. */
export function markedProcesses(mark: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => environment(pid).includes(mark)).map(Number)
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // The process has already ended.
    }
  }
}

/** Entries of a process's environment. Empty when the process has ended or belongs to another user. */
function environment(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}
