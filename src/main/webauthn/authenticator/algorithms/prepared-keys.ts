import type { Algorithm } from '../ports'
import { ES256 } from './ids'

/**
 * Prepares ES256 keys, because nearly every page requests ES256, and making the key takes a fifth of the main process's time
 * for `create()`.
 *
 * @param algorithms by COSE algorithm identifier.
 * @param later runs work after the answers that are ready now have been sent.
 */
export function withPreparedEs256Keys(
  algorithms: ReadonlyMap<number, Algorithm>,
  later: (work: () => void) => void,
): Map<number, Algorithm> {
  const es256 = algorithms.get(ES256)
  const ready = new Map(algorithms)
  return es256 ? ready.set(ES256, withNextKeyReady(es256, later)) : ready
}

/**
 * An algorithm that prepares its next key. Once a caller takes a key, the next key is made while no caller waits. A prepared
 * key belongs to no passkey yet. The first key is made on demand.
 *
 * @param later runs work after the answers that are ready now have been sent.
 */
export function withNextKeyReady(
  algorithm: Algorithm,
  later: (work: () => void) => void,
): Algorithm {
  let next: Promise<Uint8Array> | undefined
  return {
    ...algorithm,
    newPrivateKey: (random) => {
      const taken = next ?? algorithm.newPrivateKey(random)
      next = undefined
      later(() => {
        next ??= algorithm.newPrivateKey(random)
        // The caller that takes the key gets the error.
        next.catch(() => undefined)
      })
      return taken
    },
  }
}
