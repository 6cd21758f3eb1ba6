import type { ExitStatus } from './run-command'

/** Runs a script and sets the exit status. Prints the message of an error in one line. */
export async function runScript(script: () => Promise<ExitStatus>): Promise<void> {
  try {
    endWith(await script())
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`)
    endWith(1)
  }
}

/** Sets the status again at the exit, because electron-builder ends the process with 0 when its work is done. */
function endWith(status: ExitStatus): void {
  process.exitCode = status
  process.on('exit', () => {
    process.exitCode = status
  })
}
