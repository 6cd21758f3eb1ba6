import { app } from 'electron'
import { join } from 'node:path'

/** The path of a file of the build. The path is the same in the source folder and in the package. */
export function builtFile(...path: readonly string[]): string {
  return join(app.getAppPath(), 'out', ...path)
}
