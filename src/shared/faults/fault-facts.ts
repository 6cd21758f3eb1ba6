/** The facts about a fault (docs/faults.md). */
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

/** One thing that may be wrong, or only unusual, in the answer of a ceremony. */
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
  /** How bad it is if the relying party does otherwise. */
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
  /** The section of the specification, such as `WebAuthn §7.2 step 17`. */
  readonly section: string
  /** How to correct a relying party that does otherwise. */
  readonly advice: string
  /** The condition for applying the fault; absent when there is none. */
  readonly needs?: string
}

/** A fault in its file. The text of `section` is made from its steps and sections. */
export interface FaultEntry extends Omit<FaultFacts, 'section'>, Omit<Places, 'ceremonies'> {}
