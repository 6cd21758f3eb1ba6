/** What the client needs to know of the faults. */
import type { FaultId } from '../../../shared/fault'
import type { CredentialJson } from '../../../shared/webauthn-json'

/** The faults that wait for an answer. */
export interface FaultSource {
  /** Uses up one application of the next fault for this ceremony of this page. null when the answer is genuine. */
  take(kind: 'create' | 'get', origin: string): FaultId | null
  /** Remembers a genuine answer. @returns the previous one of the same kind, if it was for the same relying party. */
  remember(kind: 'create' | 'get', rpId: string, answer: CredentialJson): CredentialJson | null
}
