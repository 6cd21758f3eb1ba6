/** Reads the file that `latchkey --automation-file FILE` writes: Latchkey's address and process id. */
import { readFileSync } from 'node:fs'
import { LatchkeyError } from './latchkey-error.js'
import { whyNotRead } from './why-no-file.js'

export interface AutomationFile {
  /** Latchkey's address. It contains the secret. */
  readonly url: string
  /** Process id of Latchkey's main process. */
  readonly pid: number
}

/** @throws {LatchkeyError} The message names the file, but never its contents. */
export function readAutomationFile(file: string): AutomationFile {
  const { url, pid } = parse(read(file))
  if (typeof url !== 'string' || typeof pid !== 'number')
    throw new LatchkeyError('invalid argument', `${file} was not written by Latchkey.`)
  return { url, pid }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new LatchkeyError(
      'invalid argument',
      `${file} cannot be read, because ${whyNotRead(error)}. Check that Latchkey runs with --automation-file ${file}.`,
    )
  }
}

function parse(text: string): { readonly url?: unknown; readonly pid?: unknown } {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}
