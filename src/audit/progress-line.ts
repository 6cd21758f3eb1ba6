/** Reports the progress of an audit on the standard error. */
import type { AuditProgress } from '../../playwright/audit/progress'
import { plainLine } from '../../playwright/audit/report/row-words'

/** Without a terminal, the number of lines for the whole audit, so that a log stays short. */
const LINES = 10

/** Without a terminal: a line after so long without one, so that a log shows that the audit goes on. */
const LONGEST_SILENCE_MS = 10_000

/**
 * @param now milliseconds of a clock that only moves on.
 * @returns what to call for each progress.
 */
export function progressLine(
  write: (text: string) => void,
  isTerminal: boolean,
  now: () => number = () => performance.now(),
): (progress: AuditProgress) => void {
  let told = 0
  let toldAt = now()
  return (progress) => {
    if (isTerminal) {
      write(progress.done === progress.total ? '\r\u001b[K' : `\r\u001b[K${lineOf(progress)}`)
      return
    }
    const part = Math.floor((progress.done / progress.total) * LINES)
    const isSilent = now() - toldAt >= LONGEST_SILENCE_MS
    if (part <= told && !isSilent) return
    told = Math.max(told, part)
    toldAt = now()
    write(`${lineOf(progress)}\n`)
  }
}

function lineOf({ done, total, now, findings, remainingMs }: AuditProgress): string {
  const left = remainingMs === null ? '' : `, about ${Math.ceil(remainingMs / 1000)} s left`
  const what = now === '' ? '' : ` ${now}`
  return `${done}/${total}${what}: ${findings} ${findings === 1 ? 'finding' : 'findings'}${left}`
}

/** @returns what to call when the site has stopped answering. */
export function silenceLine(
  write: (text: string) => void,
  isTerminal: boolean,
): (reason: string) => void {
  const clear = isTerminal ? '\r\u001b[K' : ''
  return (reason) =>
    write(
      `${clear}The site may have stopped answering: three trials in a row ended before Latchkey was asked. ` +
        `The last one: ${plainLine(reason)} Check its server. Ctrl+C ends the audit with what was tried so far.\n`,
    )
}
