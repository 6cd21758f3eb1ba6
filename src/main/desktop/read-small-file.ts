import { readFileSync, statSync } from 'node:fs'

/** A profile takes some ten thousand. */
const MOST_BYTES = 1024 * 1024

/**
 * @param mostBytes by default far more than a profile has.
 * @throws when the file cannot be read, is no plain file, or is longer.
 */
export function readSmallFile(file: string, mostBytes = MOST_BYTES): string {
  const found = statSync(file)
  if (!found.isFile()) throw new Error('it is no file')
  if (found.size > mostBytes) throw new Error('it is too long')
  return readFileSync(file, 'utf8')
}
