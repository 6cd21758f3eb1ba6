/** How long to wait for a frame, in milliseconds. A hidden window paints none. */
const LONGEST_MS = 100

/** Resolves once the changes have been painted. Work that starts afterwards does not delay what the user sees. */
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
