import { once } from '../../shared/once'

const list = once(() => new Intl.ListFormat('en'))

/** “a, b, and c”. */
export function listText(parts: Iterable<string>): string {
  return list().format(parts)
}
