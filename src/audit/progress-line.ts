/** Reports the progress of an audit on the standard error. */
import type { AuditProgress } from '../../playwright/audit/progress'

/** Without a terminal, the number of lines for the whole audit, so that a log stays short. */
const LINES = 10

/** @returns the function to call for each progress. */
export function progressLine(
  write: (text: string) => void,
  isTerminal: boolean,
): (progress: AuditProgress) => void {
  let told = 0
  return (progress) => {
    if (isTerminal) {
      write(progress.done === progress.total ? '\r\u001b[K' : `\r\u001b[K${lineOf(progress)}`)
      return
    }
    const part = Math.floor((progress.done / progress.total) * LINES)
    if (part <= told) return
    told = part
    write(`${lineOf(progress)}\n`)
  }
}

function lineOf({ done, total, now, findings, remainingMs }: AuditProgress): string {
  const left = remainingMs === null ? '' : `, about ${Math.ceil(remainingMs / 1000)} s left`
  const what = now === '' ? '' : ` ${now}`
  return `${done}/${total}${what}: ${findings} ${findings === 1 ? 'finding' : 'findings'}${left}`
}
