import type { ExitStatus } from './run-command'

/** Runs a script to its end: what it throws is said in one line, and the exit status tells. */
export async function runScript(script: () => Promise<ExitStatus>): Promise<void> {
  try {
    endWith(await script())
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`)
    endWith(1)
  }
}

/** Whatever else says so: electron-builder ends the process by itself when nothing is left to do, with 0. */
function endWith(status: ExitStatus): void {
  process.exitCode = status
  process.on('exit', () => {
    process.exitCode = status
  })
}
