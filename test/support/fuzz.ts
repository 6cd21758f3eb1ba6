/**
 * How the random tests run: the same every time in `npm test`, longer and from any seed in
 * `npm run soak:fuzz` (CONTRIBUTING.md).
 */
import type { Parameters } from 'fast-check'

const { FUZZ_FACTOR = '1', FUZZ_SEED = '20260101' } = process.env

const seed = FUZZ_SEED === 'any' ? Date.now() : Number(FUZZ_SEED)

/** @param runs in `npm test`; FUZZ_FACTOR multiplies them. */
export function fuzz<T>(runs: number): Parameters<T> {
  return { numRuns: runs * Number(FUZZ_FACTOR), seed }
}

/** The time limit of such a test, in milliseconds. */
export const FUZZ_TIMEOUT_MS = 120_000 * Number(FUZZ_FACTOR)
