import { app } from 'electron'
import { join } from 'node:path'

/** A file that the build has made, in the sources' folder or in the package alike. */
export function builtFile(...path: readonly string[]): string {
  return join(app.getAppPath(), 'out', ...path)
}
