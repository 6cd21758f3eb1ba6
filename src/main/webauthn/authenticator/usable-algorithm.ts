import type { AuthenticatorDescription } from './description'
import type { Algorithm, AuthenticatorPorts } from './ports'

export type AlgorithmSource = AuthenticatorPorts['algorithms']

/** The algorithm that the relying party prefers among those of the authenticator (WebAuthn §6.3.2 step 2). */
export function firstUsable(
  wanted: readonly number[],
  description: Pick<AuthenticatorDescription, 'algorithms'>,
  algorithms: AlgorithmSource,
): Algorithm | undefined {
  for (const id of wanted) {
    const algorithm = description.algorithms.includes(id) ? algorithms.get(id) : undefined
    if (algorithm) return algorithm
  }
  return undefined
}
