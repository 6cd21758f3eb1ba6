import { describe, expect, it } from 'vitest'
import { KeychainModuleError, keytarKeychain } from '../../src/keyring/keytar-keychain'

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

  it('fails with every call while the native module cannot be loaded', async () => {
    const keychain = keytarKeychain('Latchkey Test', () =>
      Promise.reject(new KeychainModuleError('The module could not be loaded')),
    )

    await expect(keychain.get('a')).rejects.toMatchObject({ name: 'KeychainModuleError' })
    await expect(keychain.list()).rejects.toMatchObject({ name: 'KeychainModuleError' })
  })
})
