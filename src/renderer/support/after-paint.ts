/** A hidden window paints nothing. */
const LONGEST_MS = 100

/** Resolves once what changed was painted. Work that waits for it does not keep the user waiting. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_MS)
    requestAnimationFrame(() => {
      clearTimeout(timer)
      // The frame is painted after its callbacks.
      setTimeout(resolve, 0)
    })
  })
}
