import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Chromium keeps its own files while a command runs. */
export interface CommandFolder {
  readonly path: string
  /** Removes what is not kept after the command. */
  readonly remove: () => void
}

/**
 * A folder in the data folder, which keeps Chromium's files for the next command. A data folder that does not exist may be
 * mistyped: a command must not make it.
 */
export function commandFolder(dataFolder: string): CommandFolder {
  if (existsSync(dataFolder)) return { path: join(dataFolder, 'command'), remove: () => undefined }
  const path = mkdtempSync(join(tmpdir(), 'latchkey-command-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
