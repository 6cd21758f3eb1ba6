/**
 * A program with all the processes that it starts. The command is often a wrapper, such as npm. Killing only the wrapper would
 * leave Latchkey running.
 */
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process'

const isWindows = process.platform === 'win32'

/** Starts a program as the leader of its own process group. */
export function spawnGroup(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const { file, argv, shell } = commandFor(program, args, isWindows)
  // On Windows, a detached program would open a console window, and taskkill finds its descendants anyway.
  return spawn(file, argv, { ...options, shell, detached: !isWindows, windowsHide: true })
}

/** Kills the program and all the processes that it started, at once. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // All processes of the group have ended already.
  }
}

/**
 * On Windows, npm and its commands are scripts (`npm.cmd`), which only a shell finds and starts. The shell gets one line, so
 * each part with a space must be quoted.
 */
export function commandFor(program: string, args: readonly string[], onWindows: boolean) {
  if (!onWindows || program.toLowerCase().endsWith('.exe'))
    return { file: program, argv: args, shell: false }
  return { file: quoted(program), argv: args.map(quoted), shell: true }
}

function quoted(part: string): string {
  return /[\s&^|<>()]/.test(part) ? `"${part}"` : part
}
