/** The options of a test of the window's ports. */
import type { ActivityEntry } from '../../src/shared/activity'
import type { OpenedFile } from '../../src/main/ipc/open-file'
import type { CeremonyDetail } from '../../src/shared/ceremony-detail'
import type { CountedFinding } from '../../src/shared/lint-finding'
import type { VaultState } from '../../src/shared/app-state'
import type { Grant } from '../../src/main/bridge/ports'
import type { BlockedOrigin } from '../../src/main/ipc/paired-pages'
import type { PublicKeyOf } from '../../src/main/ipc/passkey-facts'
import type { TrashedPasskey } from '../../src/main/ipc/passkey-calls'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'

export interface PortsOptions {
  readonly vault?: VaultState
  readonly passkeys?: readonly Passkey[]
  /** By default no key can be opened. */
  readonly publicKeyOf?: PublicKeyOf
  readonly trash?: readonly TrashedPasskey[]
  readonly grants?: readonly Grant[]
  readonly blocked?: readonly BlockedOrigin[]
  readonly activity?: readonly ActivityEntry[]
  readonly details?: readonly CeremonyDetail[]
  /** The file that the user opens. */
  readonly opened?: OpenedFile
  readonly findings?: readonly CountedFinding[]
  /** How many calls of each page were linted. */
  readonly linted?: ReadonlyMap<string, number>
  readonly connected?: Readonly<Record<string, number>>
  /** The path that the user chooses; by default the user cancels. */
  readonly chosenFile?: string
  /** The file that the user chooses to read; by default the user cancels. */
  readonly fileToOpen?: { readonly name: string; readonly text: string }
  /** Whether the user lets an audit file run; by default the user does. */
  readonly mayRun?: boolean
  /** Whether the bridge is on; by default it is. */
  readonly isBridgeOn?: boolean
  /** Makes every write of the settings fail. */
  readonly unwritable?: boolean
  /** The user denies every confirmation. */
  readonly denied?: boolean
}

/** The id of a passkey whose private key is damaged. */
export const noPublicKey: PublicKeyOf = () => {
  throw new Error('The private key of this passkey is damaged.')
}
