import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a file that only the user can read. After a crash, the file is either the old one or the new one.
 *
 * @throws when the file cannot be written. The file is unchanged.
 */
export function replaceFile(file: string, text: string): void {
  const next = `${file}.tmp`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // A leftover file from a crash would keep its own mode.
  rmSync(next, { force: true })
  writeFileSync(next, text, { mode: 0o600, flush: true })
  renameSync(next, file)
}
