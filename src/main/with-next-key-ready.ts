import type { Algorithm } from './webauthn/authenticator/ports'

/**
 * An algorithm that has its next key ready: as soon as one is taken the next is made, while nobody waits for it.
 * What lies ready belongs to no passkey yet. Until the first is taken there is none.
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
        // Whoever takes it hears of its failure.
        next.catch(() => undefined)
      })
      return taken
    },
  }
}
