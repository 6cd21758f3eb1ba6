import { createHash } from 'node:crypto'
import { withPreparedEs256Keys } from '../webauthn/authenticator/algorithms/prepared-keys'
import {
  ALGORITHMS,
  REPRODUCIBLE_ALGORITHMS,
} from '../webauthn/authenticator/algorithms/algorithms'
import type { Algorithm } from '../webauthn/authenticator/ports'
import type { SeedPosition } from '../automation/ports'
import type { NewId, Randomness } from '../platform/ports'

interface System {
  readonly random: Randomness
  readonly newId: NewId
}

/** The system's randomness until a test driver gives a seed; then a sequence that is the same in every run. */
export class SeededRandomness implements Randomness {
  /** Maps a COSE algorithm identifier to its algorithm. In a seeded session, signatures do not vary where possible. */
  readonly algorithms: Map<number, Algorithm>
  readonly #system: System
  #seeded: {
    readonly seed: string
    readonly bytes: SeededBytes
    readonly ids: SeededBytes
  } | null = null

  /** @param later runs work after the answers that are ready now have been sent. */
  constructor(system: System, later: (work: () => void) => void) {
    this.#system = system
    this.algorithms = withPreparedEs256Keys(ALGORITHMS, later)
  }

  bytes(length: number): Uint8Array {
    return this.#seeded?.bytes.take(length) ?? this.#system.random.bytes(length)
  }

  /** Ids of ceremonies and record entries. Their number does not affect keys. */
  readonly newId = (): string => this.#seeded?.ids.uuid() ?? this.#system.newId()

  /** The seed, and how many values keys and passkey ids have taken from it; null without a seed. */
  get position(): SeedPosition | null {
    return this.#seeded && { seed: this.#seeded.seed, taken: this.#seeded.bytes.taken }
  }

  /** @param taken continues after this many values, for {@link bytes}. */
  seed(seed: string, taken = 0): void {
    this.#seeded = {
      seed,
      bytes: new SeededBytes(`bytes\0${seed}`, taken),
      ids: new SeededBytes(`ids\0${seed}`),
    }
    for (const [id, algorithm] of REPRODUCIBLE_ALGORITHMS) this.algorithms.set(id, algorithm)
  }
}

/** SHAKE256 over the seed and a counter. */
class SeededBytes {
  readonly #seed: string
  #taken: number

  constructor(seed: string, taken = 0) {
    this.#seed = seed
    this.#taken = taken
  }

  get taken(): number {
    return this.#taken
  }

  take(length: number): Uint8Array {
    const hash = createHash('shake256', { outputLength: Math.max(length, 1) })
    const bytes = hash.update(`${this.#taken++}\0${this.#seed}`).digest()
    return new Uint8Array(bytes.subarray(0, length))
  }

  uuid(): string {
    const hex = Buffer.from(this.take(16)).toString('hex')
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
  }
}
