import type { ExitStatus } from './run-command'

/** Runs a script to its end: what it throws is said in one line, and the exit status tells. */
export async function runScript(script: () => Promise<ExitStatus>): Promise<void> {
  try {
    process.exitCode = await script()
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}
