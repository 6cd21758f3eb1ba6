const LIST = new Intl.ListFormat('en')

/** “a, b, and c”. */
export function listText(parts: Iterable<string>): string {
  return LIST.format(parts)
}
