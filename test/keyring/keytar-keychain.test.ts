import { describe, expect, it } from 'vitest'
import { keychainShut, noKeychain } from '../../src/main/vault/explanations'
import { conditionOf, KeychainMissingError } from '../../src/main/vault/keychain'
import { KeychainModuleError, keytarKeychain, loadKeytar } from '../../src/keyring/keytar-keychain'

describe('the keychain behind keytar', () => {
  it('keeps items under its own service', async () => {
    const items = new Map<string, string>()
    const keychain = keytarKeychain('Latchkey Test', async () => ({
      getPassword: async (service, account) => items.get(`${service}/${account}`) ?? null,
      setPassword: async (service, account, secret) =>
        void items.set(`${service}/${account}`, secret),
      deletePassword: async (service, account) => items.delete(`${service}/${account}`),
      findPassword: async () => null,
      findCredentials: async () => [{ account: 'a', password: 's' }],
    }))

    await keychain.set('a', 's')

    expect([...items]).toEqual([['Latchkey Test/a', 's']])
    expect(await keychain.get('a')).toBe('s')
    expect(await keychain.list()).toEqual([{ account: 'a', secret: 's' }])
    await keychain.delete('a')
    expect(items.size).toBe(0)
  })

  it('says what to do when its native module is missing, also in the words for a new vault', async () => {
    const missing = () => Promise.reject(new Error('Cannot find module'))
    const error = await loadKeytar(missing).catch((reason: unknown) => reason)
    const condition = conditionOf(new KeychainMissingError((error as Error).message))

    expect(noKeychain(condition).explanation).toBe(
      'No keychain is available: Latchkey could not load its keychain module (docs/packaging.md says how to install it). So a passphrase encrypts the vault, and Latchkey asks for it at each start.',
    )
    expect(keychainShut(condition)).toMatchObject({
      explanation: expect.stringContaining(
        'Make the keychain available, then try again.',
      ) as string,
    })
  })

  it('fails with every call while the native module cannot be loaded', async () => {
    const keychain = keytarKeychain('Latchkey Test', () =>
      Promise.reject(new KeychainModuleError('The module could not be loaded')),
    )

    await expect(keychain.get('a')).rejects.toMatchObject({ name: 'KeychainModuleError' })
    await expect(keychain.list()).rejects.toMatchObject({ name: 'KeychainModuleError' })
  })
})
