import { readFileSync, statSync } from 'node:fs'

/** A profile takes some ten thousand, and a case at most a few hundred thousand. */
const MOST_BYTES = 1024 * 1024

/** @throws when the file cannot be read, is no plain file, or is far too long. */
export function readSmallFile(file: string): string {
  const found = statSync(file)
  if (!found.isFile()) throw new Error('it is no file')
  if (found.size > MOST_BYTES) throw new Error('it is longer than 1 MiB')
  return readFileSync(file, 'utf8')
}
