/**
 * The log: one file, rotated at a megabyte, with one old copy. It holds the reason of every refusal, and no secret: callers
 * pass sentences, never keys, tokens, challenges or passphrases.
 */
import { join } from 'node:path'
import { LogFile } from './log-file'

export interface Log {
  info(text: string): void
  warn(text: string): void
  /** Logs the error's stack too, which contains places in our code and no values. */
  error(text: string, error?: unknown): void
}

type Level = keyof Log

/** Where warnings and errors are written, too. */
export type Terminal = Pick<Console, 'warn' | 'error'>

/** Characters. */
const MAX_LINE = 2000
const MAX_STACK_LINES = 30

/** @param terminal null: the log is in the file alone. */
export function openLog(
  folder: string,
  terminal: Terminal | null = console,
): { readonly log: Log; readonly file: string } {
  const file = join(folder, 'latchkey.log')
  const lines = new LogFile(file, join(folder, 'latchkey.old.log'))
  let shownOn = terminal
  // A terminal that is gone fails every write; logging that failure would fail again, without end.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', () => {
      shownOn = null
    })
  const write = (level: Level, text: string) => {
    lines.write(`[${localTime(new Date())}] [${level}] ${level === 'error' ? '' : ' '}${text}`)
    if (level !== 'info') shownOn?.[level](text)
  }
  return {
    file,
    log: {
      info: (text) => write('info', oneLine(text)),
      warn: (text) => write('warn', oneLine(text)),
      error: (text, error) =>
        write(
          'error',
          error instanceof Error
            ? `${oneLine(text)}\n${indented(error.stack ?? error.message)}`
            : oneLine(text),
        ),
    },
  }
}

/** Such as `2026-12-01 10:00:00.000`. Formats of `Intl` take ten milliseconds to load. */
function localTime(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const ms = String(at.getMilliseconds()).padStart(3, '0')
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${ms}`
}

/** What a page put into a reason must not look like a line of ours. */
function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, MAX_LINE)
}

/** A stack begins with the error's message, which may contain line breaks from a page. */
function indented(stack: string): string {
  return stack
    .split('\n', MAX_STACK_LINES)
    .map((line) => `    ${oneLine(line)}`)
    .join('\n')
}
