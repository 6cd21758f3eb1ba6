import { KeychainMissingError, type Keychain } from './keychain'

type Keytar = typeof import('keytar')

/**
 * The keychain of this computer: Keychain on macOS, Credential Manager on Windows, the Secret Service on
 * Linux.
 *
 * The native module is loaded at the first call; one that is missing or of another ABI makes every call fail
 * with a {@link KeychainMissingError}, and the app goes on.
 *
 * @param service the name of our items.
 */
export function keytarKeychain(
  service: string,
  load: () => Promise<Keytar> = loadKeytar,
): Keychain {
  let loaded: Promise<Keytar> | undefined
  const keytar = (): Promise<Keytar> => (loaded ??= load())
  return {
    get: async (account) => (await keytar()).getPassword(service, account),
    set: async (account, secret) => (await keytar()).setPassword(service, account, secret),
    async delete(account) {
      await (await keytar()).deletePassword(service, account)
    },
    async list() {
      const items = await (await keytar()).findCredentials(service)
      return items.map(({ account, password }) => ({ account, secret: password }))
    },
  }
}

async function loadKeytar(): Promise<Keytar> {
  try {
    const module = (await import('keytar')) as Keytar & { readonly default?: Keytar }
    return module.default ?? module
  } catch (cause) {
    throw new KeychainMissingError('Latchkey could not load its keychain module', {
      cause,
    })
  }
}
