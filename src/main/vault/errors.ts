/** The vault cannot be written. The change was not made. `message` says why, for the user. */
export class VaultReadOnlyError extends Error {
  override readonly name = 'VaultReadOnlyError'
}

/** The passphrase does not open the vault. Nothing has changed. */
export class WrongPassphraseError extends Error {
  override readonly name = 'WrongPassphraseError'

  constructor() {
    super('That is not the passphrase of this vault.')
  }
}

/** The recovery code cannot be one that Latchkey made. `message` says what is wrong with it, for the user. */
export class MistypedCodeError extends Error {
  override readonly name = 'MistypedCodeError'
}

/** The recovery code does not open the vault. Nothing has changed. */
export class WrongRecoveryCodeError extends Error {
  override readonly name = 'WrongRecoveryCodeError'

  constructor() {
    super(
      'That is not the recovery code of this vault. It belongs to another vault, or was replaced.',
    )
  }
}

/** A vault or a backup of one already exists where a new vault was to be made. Nothing has changed. */
export class VaultThereError extends Error {
  override readonly name = 'VaultThereError'

  constructor(folder: string) {
    super(
      `A vault or a backup of one is in ${folder} now, so Latchkey created no new vault. Try again to open it.`,
    )
  }
}

/** This version cannot read a file of the vault. `message` says so about the vault's file, for the user. */
export class UnreadableVaultError extends Error {
  override readonly name = 'UnreadableVaultError'
  /** A clause about the file, such as `it is empty`. It fits a message about any file. */
  readonly because: string
  readonly advice: string

  /** @param advice what to do, in sentences. */
  constructor(because: string, advice = '', options?: ErrorOptions) {
    super(cannotBeRead('The vault’s file', because, advice), options)
    this.because = because
    this.advice = advice
  }
}

/** The message for a file that cannot be read. */
export function cannotBeRead(file: string, because: string, advice = ''): string {
  return `${file} cannot be read: ${because}.${advice === '' ? '' : ` ${advice}`}`
}

/** Another process has the vault open. `message` says which, for the user. */
export class VaultInUseError extends Error {
  override readonly name = 'VaultInUseError'
}

/** The vault's file is damaged, and no part of it can be read. `message` does not advise the user. */
export class DamagedVaultError extends UnreadableVaultError {
  constructor(because: string, options?: ErrorOptions) {
    super(because, '', options)
  }
}

/** A new passkey conflicts with what the vault holds. Nothing has changed. */
export class PasskeyNotAddedError extends Error {
  override readonly name = 'PasskeyNotAddedError'
  /** One clause for the user. */
  readonly because: string
  /** The passkey's index in the list that was to be kept. */
  readonly index: number

  constructor(because: string, index: number) {
    super(`The passkey was not kept: ${because}.`)
    this.because = because
    this.index = index
  }
}

/** An undo found a newer change than the one it takes back. Nothing has changed. `message` says which, for the user. */
export class NewerChangeError extends Error {
  override readonly name = 'NewerChangeError'
}

/**
 * Why something failed, for an explanation to the user: a clause without a full stop. Only rare failures show the words of the
 * operating system, such as `EACCES: permission denied, open '/…'`.
 */
export function reasonOf(error: unknown): string {
  return REASONS[codeOf(error) ?? ''] ?? messageOf(error).replace(/\.$/, '')
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EIO: 'the disk reported an error',
  EROFS: 'the disk is read-only',
  EACCES: 'the system does not give Latchkey access',
  EPERM: 'the system does not give Latchkey access',
  ENOENT: 'a file or folder is missing',
  ENOTDIR: 'there is a file in the place of a folder',
  EISDIR: 'there is a folder in the place of a file',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
}

/** Turns a clause into a sentence. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`
}

/** The text of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The operating system's code of a failed file operation, such as `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}
