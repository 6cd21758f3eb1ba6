import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const MAX_BYTES = 1024 * 1024

/** Lines in a file for the user alone. When the file is full, it becomes the old file, and replaces the one before. */
export class LogFile {
  readonly #path: string
  readonly #oldPath: string
  #size: number

  constructor(path: string, oldPath: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    this.#path = path
    this.#oldPath = oldPath
    this.#size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  }

  /** Returns once the line is written. A line that cannot be written is lost: the app goes on without a log. */
  write(line: string): void {
    try {
      if (this.#size > MAX_BYTES) {
        renameSync(this.#path, this.#oldPath)
        this.#size = 0
      }
      appendFileSync(this.#path, `${line}\n`, { mode: 0o600 })
      this.#size += Buffer.byteLength(line) + 1
    } catch {
      // The disk may be full, or the folder gone.
    }
  }
}
