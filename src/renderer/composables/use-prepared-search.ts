import { onScopeDispose } from 'vue'

/** The length of a slice in milliseconds. A key that is pressed during a slice is still handled within the same frame. */
const SLICE_MS = 4
/** How many values are prepared between two reads of the clock. */
const PART = 50

/**
 * Prepares the search of a long list in short slices, so that the work is done before the first key.
 *
 * @param forget frees the prepared data. Called when the view is left.
 * @returns the function to call when the user is about to search.
 */
export function usePreparedSearch<T>(
  list: () => readonly T[],
  prepare: (one: T) => void,
  forget: () => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined

  function prepareFrom(all: readonly T[], begin: number): void {
    const until = performance.now() + SLICE_MS
    let place = begin
    while (place < all.length && performance.now() < until) {
      for (const one of all.slice(place, place + PART)) prepare(one)
      place += PART
    }
    timer = place < all.length ? setTimeout(() => prepareFrom(all, place), 0) : undefined
  }

  onScopeDispose(() => {
    clearTimeout(timer)
    forget()
  })

  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => prepareFrom(list(), 0), 0)
  }
}
