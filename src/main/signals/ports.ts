/** What the signals' engine needs of the world, in its own words. */
import type { ActivityReport } from '../../shared/activity'
import type { Passkey } from '../webauthn/authenticator/ports'

/** What a signal may set on one passkey: never key material, never the user handle. */
export interface StoreChange {
  readonly passkeyId: Uint8Array
  readonly set: Partial<
    Pick<Passkey, 'userName' | 'userDisplayName' | 'namesEdited' | 'hidden' | 'lastRename'>
  >
}

export interface SignalStore {
  listByRp(rpId: string): readonly Passkey[]
  /** All of it in one write; settles when it is on the disk. */
  apply(changes: readonly StoreChange[]): Promise<void>
}

export interface SignalPorts {
  readonly store: SignalStore
  readonly report: (report: ActivityReport) => void
  readonly now: () => number
}
