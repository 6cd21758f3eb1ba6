import { readFileSync, statSync } from 'node:fs'

const MIB = 1024 * 1024

/** A profile takes some ten thousand, and a case at most a few hundred thousand. */
const MOST_BYTES = MIB

/**
 * @param mostBytes by default far more than a profile has.
 * @throws when the file cannot be read, is no plain file, or is longer.
 */
export function readSmallFile(file: string, mostBytes = MOST_BYTES): string {
  const found = statSync(file)
  if (!found.isFile()) throw new Error('it is no file')
  if (found.size > mostBytes)
    throw new Error(`it is longer than ${Math.floor(mostBytes / MIB)} MiB`)
  return readFileSync(file, 'utf8')
}
