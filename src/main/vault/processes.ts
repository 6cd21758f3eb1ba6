import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { codeOf } from './errors'
import type { Processes } from './ports'

/**
 * The processes of this machine. On Linux, the boot and the starting tick identify a process, so that a reused id is noticed.
 * Other systems only tell whether a process runs.
 */
export const systemProcesses: Processes = {
  pid: process.pid,
  host: hostname(),
  identify: (pid) => (process.platform === 'linux' ? identifyOnLinux(pid) : isRunning(pid)),
}

async function identifyOnLinux(pid: number): Promise<string | null> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // proc(5): the command's name is in parentheses and may hold any character, so fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, startTime] = [fields[0], fields[19]]
    return state === 'Z' || state === 'X' ? null : `${boot} ${startTime ?? ''}`
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return null
    throw error
  }
}

async function isRunning(pid: number): Promise<string | null> {
  try {
    process.kill(pid, 0)
    return 'running'
  } catch (error) {
    return codeOf(error) === 'ESRCH' ? null : 'running'
  }
}
