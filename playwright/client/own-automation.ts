/** The `latchkey automation` in the same package as this client. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LatchkeyError } from './latchkey-error.js'
import { isNewEnough, LEAST_NODE } from './node-version.js'

/** The same place in the package and in the build's output, `out/`. */
const SCRIPT = new URL('../../automation/latchkey-automation.js', import.meta.url)

export interface AutomationProgram {
  readonly program: string
  /** The first arguments. */
  readonly first: readonly string[]
  /** Environment variables to set; undefined removes one. */
  readonly added: NodeJS.ProcessEnv
}

/** @throws {LatchkeyError} when this program cannot run it, or it is missing. */
export function ownAutomation(
  script: URL = SCRIPT,
  versions: { readonly node: string; readonly electron?: string } = process.versions,
): AutomationProgram {
  const file = fileURLToPath(script)
  if (!isNewEnough(versions.node))
    throw new LatchkeyError(
      'unknown error',
      `Latchkey needs Node ${LEAST_NODE} or newer, and this is Node ${versions.node}. Update Node.`,
    )
  if (!existsSync(file))
    throw new LatchkeyError(
      'unknown error',
      `${file} is missing. Install the package latchkey again; in its repository, type npm run build.`,
    )
  return {
    program: process.execPath,
    first: [file],
    added: {
      // Latchkey must not get a loader or a debugger of the tests' own process, which would load slowly, or wait.
      NODE_OPTIONS: undefined,
      // Inside Electron, the executable acts as Node only with this variable.
      ...(versions.electron !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
    },
  }
}
