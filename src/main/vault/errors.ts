/** Reading or writing while no vault is open. */
export class VaultLockedError extends Error {
  override readonly name = 'VaultLockedError'

  constructor() {
    super('The vault is locked.')
  }
}

/** The vault cannot be written. The change was not made. `message` says why, for the user. */
export class VaultReadOnlyError extends Error {
  override readonly name = 'VaultReadOnlyError'
}

/** The passphrase is not the vault's. Nothing has changed. */
export class WrongPassphraseError extends Error {
  override readonly name = 'WrongPassphraseError'

  constructor() {
    super('That is not the passphrase of this vault.')
  }
}

/** Latchkey never made such a recovery code. `message` says what is wrong with it, for the user. */
export class MistypedCodeError extends Error {
  override readonly name = 'MistypedCodeError'
}

/** The recovery code is not the vault's. Nothing has changed. */
export class WrongRecoveryCodeError extends Error {
  override readonly name = 'WrongRecoveryCodeError'

  constructor() {
    super(
      'That is not the recovery code of this vault. It belongs to another vault, or was replaced.',
    )
  }
}

/** A vault, or a backup of one, is where a new vault was to be made. Nothing has changed. */
export class VaultThereError extends Error {
  override readonly name = 'VaultThereError'

  constructor(folder: string) {
    super(
      `A vault or a backup of one is in ${folder} now, so Latchkey created no new vault. Try again to open it.`,
    )
  }
}

/** The vault's file is not one that this version can read. `message` says why, for the user. */
export class UnreadableVaultError extends Error {
  override readonly name = 'UnreadableVaultError'
}

/** Another process has the vault open. `message` says which, for the user. */
export class VaultInUseError extends Error {
  override readonly name = 'VaultInUseError'
}

/** The vault's file is damaged, and no part of it can be read. `message` says what is wrong, and not what to do. */
export class DamagedVaultError extends UnreadableVaultError {}

/** A new passkey cannot be kept beside what the vault has. Nothing has changed. */
export class PasskeyNotAddedError extends Error {
  override readonly name = 'PasskeyNotAddedError'
  /** One clause for the user. */
  readonly because: string
  /** The passkey's place in the list that was to be kept. */
  readonly index: number

  constructor(because: string, index: number) {
    super(`The passkey was not kept: ${because}.`)
    this.because = because
    this.index = index
  }
}

/** An undo found something newer than what it takes back. Nothing has changed. `message` says what, for the user. */
export class NewerChangeError extends Error {
  override readonly name = 'NewerChangeError'
}

/** The text of whatever was thrown, for an explanation to the user. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The system's code of a failed file operation, such as `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}
