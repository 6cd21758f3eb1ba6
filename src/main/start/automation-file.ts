/** The file that says where to drive this Latchkey. */
import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes the file so that only the user can read it: with the address one can drive this Latchkey. */
export function writeAutomationFile(file: string, text: string): void {
  // Written aside, then renamed: a reader must not find half of it, and an old file would keep its own mode.
  const draft = `${file}.${randomUUID()}.tmp`
  try {
    writeFileSync(draft, `${text}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Removes the file, unless another Latchkey has written its own address there since. */
export function removeAutomationFile(file: string, text: string): void {
  if (isStill(file, text)) rmSync(file, { force: true })
}

function isStill(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8') === `${text}\n`
  } catch {
    return false
  }
}
