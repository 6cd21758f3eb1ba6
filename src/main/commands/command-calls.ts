/** The calls that the command line may make, answered from the vault. */
import * as v from 'valibot'
import type { ActivityReport } from '../../shared/activity'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../shared/base64url'
import type { ListenerState } from '../../shared/app-state'
import { CommandError, type CommandApi, type CredentialFormat } from '../../shared/command-api'
import { TooManyFaultsError, type ArmedFault, type FaultId } from '../../shared/fault'
import type { LoadedProfile, ProfileSummary, RemovedProfile } from '../../shared/provider-profile'
import { wordsOfIssue } from '../../shared/issue-words'
import type { CommandQuestion } from '../../shared/command-question'
import { FORMATS } from '../exchange/formats'
import { withOpenedCredential } from '../exchange/opened-credential'
import { VaultInUseError } from '../vault/errors'
import { summariesFrom } from '../vault/passkey-summary'
import type { Passkeys } from '../vault/passkeys'
import type { Vault } from '../vault/vault'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { Randomness } from '../platform/ports'
import {
  deletedByCommand,
  exportedByCommand,
  importedByCommand,
  renamedByCommand,
} from './command-reports'
import { CredentialsNotKeptError, keepCredentials } from './import-credentials'
import { openPasskeys, vaultNotOpen } from './open-passkeys'
import { unlessReadOnly } from './unless-read-only'
import { requireConfirmed, type ConfirmCommand } from './confirmed'

interface CommandFaults {
  arm(id: FaultId, times: number, origin: string | null): void
  list(): readonly ArmedFault[]
  disarmOne(id: FaultId, origin: string | null): boolean
  disarm(): void
}

interface CommandProfiles {
  list(): readonly ProfileSummary[]
  load(file: { readonly name: string; readonly text: string }, replaces: boolean): LoadedProfile
  remove(id: string): Promise<RemovedProfile>
}

export interface CommandParts {
  readonly vault: Pick<Vault, 'state' | 'passkeys' | 'rescue'>
  readonly bridge: { readonly state: ListenerState }
  /** The running app's; absent in a command without the app. */
  readonly faults?: CommandFaults
  /** Like `faults`. */
  readonly profiles?: CommandProfiles
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** Whether `--yes` replaces a confirmation. */
  readonly mayUseYes: () => boolean
  readonly confirm: ConfirmCommand
  /** Logs actions, never a key. */
  readonly note: (what: string) => void
  /** Adds an entry to the record that the user sees. */
  readonly record: (report: ActivityReport) => void
}

/** @param signal aborts when the command's process has ended. */
export function commandCalls(parts: CommandParts, signal: AbortSignal): CommandApi {
  return {
    getBridgeState: async () => {
      const { enabled, port, addresses, problem } = parts.bridge.state
      return { enabled, port, addresses, problem }
    },
    getVaultState: async () => parts.vault.state,
    listPasskeys: async (from) => summariesFrom(passkeysOf(parts), from),
    renamePasskey: async (id, names) => {
      const before = requirePasskey(parts, id)
      await unlessReadOnly(parts, () => passkeysOf(parts).rename(before.credentialId, names))
      parts.note('renamed a passkey')
      parts.record(renamedByCommand(before, requirePasskey(parts, id)))
    },
    deletePasskeys: async (ids, yes) => {
      const all = ids.map((id) => requirePasskey(parts, id))
      await requireConfirmation('delete', all, { yes, parts, signal })
      const credentialIds = all.map(({ credentialId }) => credentialId)
      await unlessReadOnly(parts, () =>
        parts.vault.passkeys.trashAll(credentialIds, 'A command deleted it.'),
      )
      parts.note(`moved ${all.length} passkeys to the trash`)
      parts.record(deletedByCommand(all))
    },
    exportCredentials: async (ids, format, yes) => {
      const all = ids.map((id) => requirePasskey(parts, id))
      await requireConfirmation('export', all, { yes, parts, signal })
      parts.note(`exported ${all.length} passkeys with their private keys`)
      parts.record(exportedByCommand(all))
      return all.map((passkey) => written(passkey, format, parts))
    },
    importCredentials: (format, credentials) =>
      unlessReadOnly(parts, () => take(format, credentials, parts)),
    listArmedFaults: async () => [...(parts.faults?.list() ?? [])],
    armFault: async (id, times, origin) => {
      orRefusal(() => requireFaults(parts).arm(id, times, origin))
      parts.note(`armed the fault ${id} for ${times} answers to ${origin ?? 'every page'}`)
    },
    disarmFault: async (id, origin) => {
      const wasArmed = requireFaults(parts).disarmOne(id, origin)
      if (wasArmed) parts.note(`disarmed the fault ${id} for ${origin ?? 'every page'}`)
      return wasArmed
    },
    disarmFaults: async () => {
      requireFaults(parts).disarm()
      parts.note('disarmed all faults')
    },
    listProfiles: async () => [...requireProfiles(parts).list()],
    loadProfile: async (name, text, replaces) =>
      requireProfiles(parts).load({ name, text }, replaces),
    removeProfile: async (id) => requireProfiles(parts).remove(id),
    checkVault: () => unlessInUse(() => parts.vault.rescue.check()),
    repairVault: () => replacing(parts, 'repaired the vault', (rescue) => rescue.repair()),
    restoreVault: (name) =>
      replacing(parts, `restored the vault from ${name}`, (rescue) => rescue.restore(name)),
    undoVault: () =>
      replacing(parts, 'undid the last repair or restore', (rescue) => rescue.undo()),
    acceptVault: () => replacing(parts, 'accepted another vault', (rescue) => rescue.accept()),
  }
}

/** @throws {CommandError} `no-answer` */
function requireProfiles({ profiles }: CommandParts): CommandProfiles {
  if (profiles) return profiles
  throw new CommandError(
    'no-answer',
    'Latchkey is not running, and only the running app loads a profile. Start Latchkey first.',
  )
}

/** @throws {CommandError} `no-answer` */
function requireFaults({ faults }: CommandParts): CommandFaults {
  if (faults) return faults
  throw new CommandError(
    'no-answer',
    'Latchkey is not running, and a fault is armed only in memory. Start Latchkey first.',
  )
}

/** @throws {CommandError} `failed` when too many faults are armed. */
function orRefusal(arm: () => void): void {
  try {
    arm()
  } catch (error) {
    if (error instanceof TooManyFaultsError) throw new CommandError('failed', error.message)
    throw error
  }
}

async function replacing(
  parts: CommandParts,
  what: string,
  work: (rescue: Vault['rescue']) => Promise<void>,
): Promise<void> {
  const { state } = parts.vault
  if (state.state === 'locked-by-user') throw vaultNotOpen(state)
  await unlessInUse(() => unlessReadOnly(parts, () => work(parts.vault.rescue)))
  parts.note(what)
}

/** @throws {CommandError} `locked` when another Latchkey has the vault open. */
async function unlessInUse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof VaultInUseError) throw new CommandError('locked', error.message)
    throw error
  }
}

function written(passkey: Passkey, format: CredentialFormat, { vault }: CommandParts): object {
  return withOpenedCredential(passkey, vault.passkeys, FORMATS[format].write)
}

async function take(
  format: CredentialFormat,
  credentials: readonly unknown[],
  parts: CommandParts,
): Promise<string[]> {
  const passkeys = passkeysOf(parts)
  const result = v.safeParse(
    v.object({ credentials: v.array(FORMATS[format].schema) }),
    { credentials },
    { abortEarly: true },
  )
  if (!result.success) {
    throw new CommandError('failed', wordsOfIssue(result.issues[0]))
  }
  const kept = await keepAll(result.output.credentials, { ...parts, passkeys })
  parts.note(`imported ${kept.length} passkeys`)
  parts.record(importedByCommand(kept))
  return kept.map(({ credentialId }) => encodeBase64Url(credentialId))
}

/** @throws {CommandError} `failed`. */
async function keepAll(
  ...what: Parameters<typeof keepCredentials>
): ReturnType<typeof keepCredentials> {
  try {
    return await keepCredentials(...what)
  } catch (error) {
    if (!(error instanceof CredentialsNotKeptError)) throw error
    throw new CommandError('failed', error.message)
  }
}

interface Asking {
  readonly yes: boolean
  readonly parts: CommandParts
  readonly signal: AbortSignal
}

/** @throws {CommandError} `denied`. */
async function requireConfirmation(
  what: CommandQuestion['what'],
  all: readonly Passkey[],
  { yes, parts, signal }: Asking,
): Promise<void> {
  if (yes && !parts.mayUseYes())
    throw new CommandError(
      'denied',
      '--yes is not allowed. Allow --yes in Latchkey’s Settings under Commands, or run the command without --yes and confirm it in the window.',
    )
  if (!yes) await requireConfirmed(what, all, { confirm: parts.confirm, signal })
}

function passkeysOf({ vault }: CommandParts): Passkeys {
  return openPasskeys(vault)
}

function requirePasskey(parts: CommandParts, id: string): Passkey {
  const found = isBase64Url(id) ? passkeysOf(parts).find(decodeBase64Url(id)) : undefined
  if (!found) throw new CommandError('failed', `The passkey ${id} no longer exists.`)
  return found
}
