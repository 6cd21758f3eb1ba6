const MB = 1_000_000

/** A line that tells how far a long transfer is. */
export interface Progress {
  /** @param total in bytes, undefined where it is not known */
  at(bytes: number, total: number | undefined): void
  end(): void
}

/** Shows a transfer: on a terminal one line that counts, elsewhere a new line every tenth of it. */
export function showProgress(what: string, out: NodeJS.WriteStream = process.stdout): Progress {
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

/** The last full tenth of the whole; of an unknown whole, the last full 20 MB. */
function tenth(bytes: number, total: number | undefined): number {
  const step = total === undefined ? 20 * MB : total / 10
  return Math.floor(bytes / step) * step
}
