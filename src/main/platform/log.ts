/**
 * The log: one file, rotated once at a megabyte. It holds the reason of every refusal, and no secret:
 * callers pass sentences, never keys, tokens, challenges or passphrases.
 */
import log from 'electron-log/node.js'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

export interface Log {
  info(text: string): void
  warn(text: string): void
  /** With the error's stack, which names places in our code and no values. */
  error(text: string, error?: unknown): void
}

const MAX_BYTES = 1024 * 1024
/** Characters. */
const MAX_LINE = 2000
const MAX_STACK_LINES = 30

export function openLog(folder: string): { readonly log: Log; readonly file: string } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'latchkey.log')
  const { file: toFile, console: toConsole } = log.transports
  toFile.resolvePathFn = () => file
  toFile.maxSize = MAX_BYTES
  toFile.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  toFile.level = 'info'
  toConsole.level = 'warn'
  // A terminal that is gone fails every write; logging that failure would fail again, without end.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', () => {
      toConsole.level = false
    })
  return {
    file,
    log: {
      info: (text) => log.info(oneLine(text)),
      warn: (text) => log.warn(oneLine(text)),
      error: (text, error) =>
        log.error(
          error instanceof Error
            ? `${oneLine(text)}\n${indented(error.stack ?? error.message)}`
            : oneLine(text),
        ),
    },
  }
}

/** What a page put into a reason must not look like a line of ours. */
function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, MAX_LINE)
}

/** A stack begins with the error's message, which may hold line breaks of a page's making. */
function indented(stack: string): string {
  return stack
    .split('\n', MAX_STACK_LINES)
    .map((line) => `    ${oneLine(line)}`)
    .join('\n')
}
