import { randomBytes, randomUUID } from 'node:crypto'
import type { NewId, Randomness } from './ports'

/** The system's randomness. */
export const systemRandom: Randomness = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
}

export const newUuid: NewId = randomUUID
