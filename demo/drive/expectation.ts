/** What the demo promises, and how it says that a promise was not kept. */
import { isDeepStrictEqual } from 'node:util'

/** Milliseconds for what nobody has to be waited for. */
const PATIENCE_MS = 10_000

/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 50

/** Something is not as promised. */
export class BrokenPromise extends Error {
  constructor(what: string, expected: unknown, seen: unknown) {
    super(`${what}\n  expected: ${shown(expected)}\n  seen:     ${shown(seen)}`)
  }
}

/** @throws {BrokenPromise} unless the two are deeply equal. */
export function expectEqual<T>(what: string, seen: T, expected: T): void {
  if (!isDeepStrictEqual(seen, expected)) throw new BrokenPromise(what, expected, seen)
}

/**
 * Reads again and again until the two are deeply equal.
 *
 * @throws {BrokenPromise} with what was read last, when that takes too long.
 */
export async function expectSoon<T>(
  what: string,
  read: () => Promise<T>,
  expected: T,
): Promise<void> {
  const seen = await readUntil(read, (value) => isDeepStrictEqual(value, expected))
  expectEqual(what, seen, expected)
}

/**
 * Reads again and again until the text has all the parts.
 *
 * @throws {BrokenPromise} with what was read last, when that takes too long.
 */
export async function expectTextSoon(
  what: string,
  read: () => Promise<string>,
  parts: readonly string[],
): Promise<void> {
  const hasAll = (text: string) => parts.every((part) => text.includes(part))
  const seen = await readUntil(read, hasAll)
  if (!hasAll(seen)) throw new BrokenPromise(what, `text with ${parts.join(' and ')}`, seen)
}

async function readUntil<T>(read: () => Promise<T>, enough: (value: T) => boolean): Promise<T> {
  const end = performance.now() + PATIENCE_MS
  let value = await read()
  while (!enough(value) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    value = await read()
  }
  return value
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\n', ' ⏎ ') : JSON.stringify(value)
}
