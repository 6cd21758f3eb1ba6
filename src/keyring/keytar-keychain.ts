type Keytar = typeof import('keytar')

/** The native module is missing, or was built for another system. */
export class KeychainModuleError extends Error {
  override readonly name = 'KeychainModuleError'
}

/**
 * The keychain of this computer: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux.
 *
 * libsecret stays with its first keyring daemon while the process runs, and a call may never return. So only the keyring helper
 * calls keytar, because that process may be ended.
 *
 * @param service the name of our items.
 * @throws in every call, {@link KeychainModuleError}, when the native module cannot be loaded.
 */
export function keytarKeychain(service: string, load: () => Promise<Keytar> = loadKeytar) {
  return {
    get: async (account: string) => (await load()).getPassword(service, account),
    set: async (account: string, secret: string) =>
      (await load()).setPassword(service, account, secret),
    async delete(account: string) {
      await (await load()).deletePassword(service, account)
    },
    async list() {
      const items = await (await load()).findCredentials(service)
      return items.map(({ account, password }) => ({ account, secret: password }))
    },
  }
}

/** The items of one service. */
export type KeytarKeychain = ReturnType<typeof keytarKeychain>

/**
 * Loads the native module, once.
 *
 * @throws {KeychainModuleError}
 */
export async function loadKeytar(
  load: () => Promise<unknown> = () => import('keytar'),
): Promise<Keytar> {
  try {
    const module = (await load()) as Keytar & { readonly default?: Keytar }
    return module.default ?? module
  } catch (cause) {
    throw new KeychainModuleError(
      'Latchkey could not load its keychain module (docs/packaging.md says how to install it)',
      { cause },
    )
  }
}
