/** Why a vault is not open, in the user's words: what is wrong, and what to do. */
import type { VaultState } from '../../shared/app-state'
import { placed, placedTogether, type PlacedText } from '../../shared/placed-text'
import { utcTime } from '../../shared/times'
import { describeBeginning, describeContents, type EndOfFile } from '../../shared/vault-words'
import { DamagedVaultError, reasonOf, UnreadableVaultError } from './errors'
import type { KeychainCondition } from './keychain'
import type { KeySearch } from './master-key'
import type { LockHolder } from './vault-lock'

export type Locked = Extract<VaultState, { state: 'locked' }>

/** A vault that is locked for a reason with the same words in the window and in a terminal. */
export type PlainlyLocked = Locked & { readonly explanation: string }

export const lockedByPassphrase: PlainlyLocked = {
  state: 'locked',
  reason: 'passphrase',
  explanation: 'The vault is sealed with a passphrase.',
}

/** @param holder undefined when it is not known. */
export function lockedInUse(holder: LockHolder | undefined): PlainlyLocked {
  const explanation = `Another Latchkey has this vault open${describeHolder(holder)}. Close it, then try again.`
  return { state: 'locked', reason: 'in-use', explanation }
}

function describeHolder(holder: LockHolder | undefined): string {
  if (!holder) return ''
  const { pid, host, since } = holder
  const where = host === undefined ? '' : ` on ${host}`
  const when = since === undefined ? '' : `, since ${utcTime(since)}`
  return `: process ${pid}${where}${when}`
}

const keyMissing: PlainlyLocked = {
  state: 'locked',
  reason: 'key-missing',
  explanation:
    'The keychain is unlocked, but does not hold the key of this vault. The key may have been deleted, or the vault may come from another computer or another keychain. Put the key back into the keychain, then try again. The vault was not changed.',
}

export const keyDiffers: PlainlyLocked = {
  state: 'locked',
  reason: 'key-differs',
  explanation:
    'The keychain’s item for this vault does not hold the key of this vault. Put the right key back into the keychain, then try again. The vault was not changed.',
}

export const keyNotKept: Locked = {
  state: 'locked',
  reason: 'key-differs',
  explanation:
    'The keychain did not return the key that Latchkey stored in it, so Latchkey created no vault. Check that the keychain works, then try again.',
}

/** For a keychain that does not give the vault's key. */
export function noKey(search: Exclude<KeySearch, { found: 'key' }>): PlainlyLocked {
  switch (search.found) {
    case 'differs':
      return keyDiffers
    case 'none':
      return keyMissing
    case 'nothing':
      return keychainShut(search.condition)
  }
}

export function keychainShut({ state, detail }: KeychainCondition): PlainlyLocked {
  return state === 'missing'
    ? {
        state: 'locked',
        reason: 'keychain-missing',
        explanation: `The key of this vault is in the keychain, but no keychain is available: ${detail}. Make the keychain available, then try again.`,
      }
    : {
        state: 'locked',
        reason: 'keychain-locked',
        explanation: `The keychain does not open: ${detail}. Unlock it, then try again.`,
      }
}

/** Mentions the recovery code when only the missing key keeps the vault locked and the vault has a code. */
export function orByCode(locked: Locked, hasRecoveryCode: boolean): Locked {
  if (!hasRecoveryCode) return locked
  const explanation = placed`${locked.explanation} The recovery code of this vault opens it, too.`
  return { ...locked, explanation }
}

/** Says which backup may take the place of a vault whose key is gone. */
export function orByBackup(locked: Locked, advice: BackupAdvice): Locked {
  return { ...locked, explanation: placed`${locked.explanation} ${wayTo(advice)}` }
}

/** What a look at the backups has found. */
export interface BackupAdvice {
  /** A sentence or two: the backup to restore first and what it holds, or why there is none. */
  readonly best: PlacedText
  /** Whether to restore that backup. */
  readonly helps: boolean
}

function wayTo({ best, helps }: BackupAdvice): PlacedText {
  return helps ? placed`To go back to a backup, ${RESTORE}. ${best}` : best
}

export function unreadable(explanation: PlacedText): Locked {
  return { state: 'locked', reason: 'unreadable', explanation }
}

const RESTORE: PlacedText = {
  inWindow: 'choose “Restore a backup…”',
  inTerminal:
    'choose “Restore a backup…” in Latchkey’s window, or type latchkey vault restore in a terminal',
}

/**
 * For any error thrown while opening.
 *
 * @param advice undefined when the folder has no backup and no copy.
 */
export function notOpened(error: unknown, advice: BackupAdvice | undefined): Locked {
  const way = advice && wayTo(advice)
  if (error instanceof DamagedVaultError) {
    const good = way ?? 'There is no backup. Put a good copy in its place, then try again.'
    return unreadable(placed`${error.message} Latchkey did not change the file. ${good}`)
  }
  const what =
    error instanceof UnreadableVaultError
      ? error.message
      : `The vault could not be opened: ${reasonOf(error)}. The vault was not changed. Solve this problem, then try again.`
  return unreadable(way === undefined ? what : placedTogether([what, way]))
}

/**
 * For a file of another vault in the place of the vault that was used last.
 *
 * @param file its path.
 * @param advice about the vault that was used last; undefined when the folder has no backup and no copy of that vault.
 */
export function otherVault(file: string, advice: BackupAdvice | undefined): Locked {
  const way = advice ? wayTo(advice) : 'The folder has no backup of that vault.'
  const explanation = placed`${file} belongs to another vault than the one that Latchkey used here last. Latchkey did not open or change the file. To go back to the vault that was here, put its vault.pkv back, then try again. ${way} To go on with the other vault instead, ${ACCEPT}.`
  return { state: 'locked', reason: 'other-vault', explanation }
}

const ACCEPT: PlacedText = {
  inWindow: 'choose “Use the other vault…”',
  inTerminal:
    'choose “Use the other vault…” in Latchkey’s window, or type latchkey vault accept in a terminal',
}

/** A vault whose file is missing. */
export interface MissingVault {
  /** `copy-left`: other files of the vault are still in the folder. */
  readonly reason: 'vault-missing' | 'copy-left'
  /** What was found, and what is missing. */
  readonly found: string
  /** What to do. */
  readonly advice: PlacedText
}

export function missing({ reason, found, advice }: MissingVault): Locked {
  return { state: 'locked', reason, explanation: placed`${found} ${advice}` }
}

/** @param leftovers the names of the vault's other files. */
export function copyLeft(
  folder: string,
  leftovers: readonly string[],
  { best }: BackupAdvice,
): MissingVault {
  const names = leftovers.join(', ')
  return {
    reason: 'copy-left',
    found: `The vault’s file vault.pkv is missing from ${folder}. The folder still holds ${names}.`,
    advice: placed`To go on with one of them, ${RESTORE}. ${best} To start with an empty vault instead, move ${names} elsewhere, then try again.`,
  }
}

const START_NEW: PlacedText = {
  inWindow: 'choose “Start a new vault”',
  inTerminal: 'choose “Start a new vault” in Latchkey’s window',
}

const PUT_BACK_OR_START_NEW = placed`Put vault.pkv back, then try again. To begin with an empty vault instead, ${START_NEW}.`

export function keyLeft(folder: string): MissingVault {
  return {
    reason: 'vault-missing',
    found: `The vault’s file vault.pkv is not in ${folder}, and neither is a backup. The keychain still holds the key of a vault.`,
    advice: PUT_BACK_OR_START_NEW,
  }
}

/** For a vault that this Latchkey saw, wherever its key is kept. */
export function fileGone(folder: string): MissingVault {
  return {
    reason: 'vault-missing',
    found: `The vault’s file vault.pkv was in ${folder} when Latchkey last opened the vault. Now it is gone, and there is no backup.`,
    advice: PUT_BACK_OR_START_NEW,
  }
}

export function noKeychain({ detail }: KeychainCondition): Extract<VaultState, { state: 'new' }> {
  return {
    state: 'new',
    explanation: `No keychain is available: ${detail}. So a passphrase encrypts the vault, and Latchkey asks for it at each start.`,
  }
}

export const FILE_NOT_WRITABLE =
  'Latchkey cannot write to the vault’s file. Make the file writable, then start Latchkey again.'

export const DISK_FULL = 'The disk is full.'

const VAULTS_FILE = 'the vault’s file'

export const HEADER_DAMAGED = describeBeginning(VAULTS_FILE)

/** @param copy the path of a copy of the file as it was found. */
export function headerMended(copy: string): string {
  return `${HEADER_DAMAGED} Latchkey put that copy into its place.${keptAt(copy)}`
}

/** For a file of which nothing but the header is damaged. */
export function onlyHeader(passkeys: number): string {
  return describeContents({ condition: 'header', passkeys, lost: 0, unread: 0 }, VAULTS_FILE)
}

function keptAt(copy: string | undefined): string {
  return copy === undefined ? '' : ` A copy of the file as it was found is at ${copy}.`
}

export interface LostEnd {
  readonly is: 'cut' | 'older'
  /** Entries. */
  readonly lost: number
  readonly passkeys: number
  /** Where the file was copied to, as it was found. */
  readonly copies: readonly string[]
  readonly advice: BackupAdvice
}

/** What the user should know of a file that lacks its end. */
export function lostEnd({ is, lost, passkeys, copies, advice }: LostEnd): PlacedText {
  const found = describeContents({ condition: is, passkeys, lost, unread: 0 }, VAULTS_FILE)
  const kept = copies.map(keptAt).join('')
  return placed`${found}${kept} ${wayTo(advice)} To go on without what is lost, ${GO_ON}`
}

const GO_ON: PlacedText = {
  inWindow: 'choose “Go on with what was saved…”.',
  inTerminal:
    'choose “Go on with what was saved…” in Latchkey’s window, or type latchkey vault repair in a terminal.',
}

export interface TornEnd {
  /** How many bytes at the end no frame opens from. */
  readonly unread: number
  readonly passkeys: number
  /** The path of a copy of the file as it was found; undefined when there is no copy. */
  readonly copy: string | undefined
  readonly end: EndOfFile
}

/** What the user should know of an end that was never finished. */
export function tornEnd({ unread, passkeys, copy, end }: TornEnd): string {
  const found = { condition: 'torn', passkeys, lost: 0, unread } as const
  return `${describeContents(found, VAULTS_FILE, end)}${keptAt(copy)}`
}

export interface Damage {
  readonly passkeys: number
  /** The number of lost entries. */
  readonly lost: number
  /** The path of a copy of the damaged file; undefined when there is no copy. */
  readonly copy: string | undefined
  readonly advice: BackupAdvice
}

/** @param file the path of the damaged file. */
export function damaged(file: string, { passkeys, lost, copy, advice }: Damage): PlacedText {
  const found = describeContents({ condition: 'damaged', passkeys, lost, unread: 0 }, VAULTS_FILE)
  const copied = copy === undefined ? '' : ` and copied it to ${copy}`
  const way = advice.helps ? REPAIR_OR_RESTORE : placed`To save changes again, ${GO_ON}`
  return placed`${found} Latchkey left ${file} unchanged${copied}. ${way} ${advice.best}`
}

const REPAIR_OR_RESTORE: PlacedText = {
  inWindow: 'To save changes again, choose “Go on with what was saved…” or “Restore a backup…”.',
  inTerminal:
    'To save changes again, choose “Go on with what was saved…” or “Restore a backup…” in Latchkey’s window, or type latchkey vault repair or latchkey vault restore in a terminal.',
}
