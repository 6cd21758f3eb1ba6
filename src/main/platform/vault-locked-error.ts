/** A read or write failed because no vault is open. */
export class VaultLockedError extends Error {
  override readonly name = 'VaultLockedError'

  constructor() {
    super('The vault is locked.')
  }
}
