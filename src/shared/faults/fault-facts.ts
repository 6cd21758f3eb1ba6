/** What is known of a fault before it is applied (docs/faults.md). */
import type { Places } from './relying-party-steps'

/** The part of an answer that a fault changes. */
export type FaultPlace =
  | 'client-data'
  | 'authenticator-data'
  | 'attestation'
  | 'signature'
  | 'response'
  | 'extensions'
  | 'timing'

/** One thing that may be wrong, or merely unusual, with the answer to a ceremony. */
export interface FaultFacts {
  /** In kebab case. */
  readonly id: string
  /** One plain sentence: how the answer differs from the genuine one. */
  readonly title: string
  /** The ceremonies whose answers it can change. */
  readonly ceremonies: readonly ('create' | 'get')[]
  readonly place: FaultPlace
  /** What a correct relying party does with the answer. */
  readonly expected: 'refuse' | 'accept'
  /** How bad it is when the relying party does not. */
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
  /** Where the specification says so, such as `WebAuthn §7.2 step 17`. */
  readonly section: string
  /** What to change in a relying party that does not. */
  readonly advice: string
  /** What must hold so that the fault can be applied; absent where it always can. */
  readonly needs?: string
}

/** A fault as its file states it. The words of `section` are made from the steps and the sections that it names. */
export interface FaultEntry extends Omit<FaultFacts, 'section'>, Omit<Places, 'ceremonies'> {}
