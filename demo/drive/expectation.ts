/** The expectations of the demo, and the error for an expectation that is not met. */
import { isDeepStrictEqual } from 'node:util'

/** How long to wait for a change that needs no user. */
const PATIENCE_MS = 10_000

/** How often to read while waiting. */
const LOOK_EVERY_MS = 50

/** An expectation of the demo is not met. */
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
 * Polls until what is read and what is expected are deeply equal.
 *
 * @throws {BrokenPromise} with the last value, when that takes too long.
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
 * Polls until the text contains all parts.
 *
 * @throws {BrokenPromise} with the last text, when that takes too long.
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
