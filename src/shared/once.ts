/** Makes something when it is asked for first, and keeps it. For what takes long to make at the start. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
