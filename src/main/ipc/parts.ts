/** The parts of the app that the window reaches, as `mainApi` uses them. */
import type { ActivityEntry } from '../../shared/activity'
import type { Appearance, BridgeState, Diagnostics, VaultState } from '../../shared/app-state'
import type { AttestationFileKind } from '../../shared/attestation-file'
import type { QuotaState } from '../../shared/pairing'
import type { Names } from '../../shared/passkey'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { GrantDescription } from '../bridge/ports'
import type { Questions } from '../consent/questions'
import type { Passkey } from '../webauthn/authenticator/ports'

export interface PasskeyKeeper {
  list(): readonly Passkey[]
  rename(credentialId: Uint8Array, names: Names): Promise<void>
  trash(credentialId: Uint8Array, because: string): Promise<void>
  restore(credentialId: Uint8Array): Promise<void>
  hide(credentialId: Uint8Array, because: string, at?: number): Promise<void>
  show(credentialId: Uint8Array): Promise<void>
  followSite(credentialId: Uint8Array): Promise<void>
  /** Newest first. */
  listTrash(): readonly TrashedPasskey[]
  deleteForever(credentialIds: readonly Uint8Array[]): Promise<void>
}

export interface TrashedPasskey {
  readonly passkey: Passkey
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly because: string
  readonly keptForMs: number
}

/** The signals' engine, for the window. */
export interface SignalKeeper {
  /** @throws when there is nothing that could be taken back. */
  undo(entryId: string): Promise<ActivityEntry>
  /** @throws when there is no such passkey. */
  dryRun(request: DryRunRequest): DryRun
}

export interface PagePolicies {
  /** null: as every other page. */
  own(origin: string): SignalPolicy | null
  set(origin: string, policy: SignalPolicy | null): Promise<void>
  /** null where the page's policy has no quota. */
  quota(origin: string): QuotaState | null
}

export interface BlockedOrigin {
  readonly origin: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

export interface GrantKeeper {
  list(): readonly GrantDescription[]
  removeByOrigin(origin: string): Promise<void>
  blocked(): readonly BlockedOrigin[]
  unblock(origin: string): Promise<void>
}

export interface VaultKeeper {
  readonly state: VaultState
  retry(): Promise<void>
  unlockWithPassphrase(passphrase: string): Promise<void>
  createWithPassphrase(passphrase: string): Promise<void>
  readonly passkeys: PasskeyKeeper
  readonly grants: GrantKeeper
}

export interface BridgeKeeper {
  readonly state: BridgeState
  connectedCount(origin: string): number
  /** Ends every grant of an origin at once: its sockets close, its ceremonies end. */
  revoke(origin: string): void
}

export interface Parts {
  readonly vault: VaultKeeper
  readonly bridge: BridgeKeeper
  readonly switchBridge: (enabled: boolean) => Promise<void>
  readonly questions: Pick<Questions, 'list' | 'answer'>
  readonly activity: { list(): readonly ActivityEntry[] }
  readonly answersByItself: {
    has(origin: string): boolean
    set(origin: string, answersByItself: boolean): void
  }
  readonly signals: SignalKeeper
  readonly pagePolicies: PagePolicies
  readonly signalPolicy: { get(): SignalPolicy; set(policy: SignalPolicy): void }
  readonly commandsMayUseYes: { get(): boolean; set(allowed: boolean): void }
  readonly appearance: { get(): Appearance; set(appearance: Appearance): void }
  readonly diagnostics: () => Diagnostics
  readonly copyText: (text: string) => void
  readonly showFile: (file: string) => void
  readonly attestationFiles: {
    make(kind: AttestationFileKind): Promise<{ readonly name: string; readonly text: string }>
  }
  /** Asks the user where; answers with the place, or null when they changed their mind. */
  readonly saveFile: (
    suggestedName: string,
    text: string | Iterable<string>,
  ) => Promise<string | null>
  readonly pagesChanged: () => void
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}
