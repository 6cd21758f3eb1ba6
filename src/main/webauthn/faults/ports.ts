/** What the client needs to know of the faults. */
import type { FaultId } from '../../../shared/fault'
import type { CredentialJson } from '../../../shared/webauthn-json'

/** The faults that wait for an answer. */
export interface FaultSource {
  /**
   * Uses up one application of the next fault that is about this ceremony of this page; null: the answer is the genuine one.
   */
  take(kind: 'create' | 'get', origin: string): FaultId | null
  /** Remembers a genuine answer. @returns the one before, of the same kind, where it was for the same relying party. */
  remember(kind: 'create' | 'get', rpId: string, answer: CredentialJson): CredentialJson | null
}
