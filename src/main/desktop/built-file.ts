import { app } from 'electron'
import { join } from 'node:path'

/** The path of a file that the build made. The same in the sources' folder and in the package. */
export function builtFile(...path: readonly string[]): string {
  return join(app.getAppPath(), 'out', ...path)
}
