import type { Algorithm } from '../ports'
import { ES256 } from './ids'

/**
 * Nearly every page wants ES256, whose key takes a fifth of the time that the main process has for `create()`.
 *
 * @param algorithms by COSE algorithm identifier.
 * @param later does work once the answers that are ready now are on their way.
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
 * An algorithm that prepares its next key: once a caller takes a key, the next key is made while no caller waits. A
 * prepared key belongs to no passkey yet. The first key is made when it is asked for.
 *
 * @param later does work once the answers that are ready now are on their way.
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
