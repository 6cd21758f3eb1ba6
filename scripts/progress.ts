const MB = 1_000_000

/** Shows how far a long transfer is. */
export interface Progress {
  /** @param total in bytes, undefined when it is not known */
  at(bytes: number, total: number | undefined): void
  end(): void
}

/**
 * Shows a transfer's progress: on a terminal, updates one line; elsewhere, prints a line for each tenth. Uses the error
 * output, which clients of automation pass on; the standard output must contain only automation's address.
 */
export function showProgress(what: string, out: NodeJS.WriteStream = process.stderr): Progress {
  let shown = ''
  return {
    at(bytes, total) {
      const text = out.isTTY ? progressText(bytes, total) : progressText(tenth(bytes, total), total)
      if (text === shown) return
      shown = text
      out.write(out.isTTY ? `\r${what}: ${text}` : `${what}: ${text}\n`)
    },
    end() {
      if (out.isTTY && shown !== '') out.write('\n')
    },
  }
}

/** For example `12 of 196 MB`. */
export function progressText(bytes: number, total: number | undefined): string {
  const done = Math.floor(bytes / MB)
  return total === undefined ? `${done} MB` : `${done} of ${Math.floor(total / MB)} MB`
}

/** The number of full tenths. If the total is not known, the number of full 20 MB. */
function tenth(bytes: number, total: number | undefined): number {
  const step = total === undefined ? 20 * MB : total / 10
  return Math.floor(bytes / step) * step
}
