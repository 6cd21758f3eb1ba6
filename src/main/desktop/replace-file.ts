import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file of the user's alone, in the place of the one that is there: after a crash it is the old one or the new one.
 *
 * @throws when the file cannot be written; it then is as it was.
 */
export function replaceFile(file: string, text: string): void {
  const next = `${file}.tmp`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // A file that a crash left behind would keep its own mode.
  rmSync(next, { force: true })
  writeFileSync(next, text, { mode: 0o600, flush: true })
  renameSync(next, file)
}
