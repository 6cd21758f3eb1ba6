import { readFileSync, statSync } from 'node:fs'

const MIB = 1024 * 1024

/** In bytes. A profile has tens of thousands, and a case at most a few hundred thousand. */
const MOST_BYTES = MIB

/**
 * @param mostBytes the maximum. The default is far more than a profile needs.
 * @throws when the file cannot be read, is not a plain file, or is longer.
 */
export function readSmallFile(file: string, mostBytes = MOST_BYTES): string {
  const found = statSync(file)
  if (!found.isFile()) throw new Error('it is no file')
  if (found.size > mostBytes)
    throw new Error(`it is longer than ${Math.floor(mostBytes / MIB)} MiB`)
  return readFileSync(file, 'utf8')
}
