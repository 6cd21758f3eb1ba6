/** Commands and the window change one vault on the disk. Whatever they do, the vault opens again in the same state. */
import { expect, it } from 'vitest'
import { signingKeysOf } from '../../../src/main/webauthn/authenticator/signing-keys'
import { decodeBase64Url, encodeBase64Url } from '../../../src/shared/base64url'
import { commandApp } from '../../support/command-app'
import { isSignature } from '../../support/signature-check'
import { vaultHome } from '../../support/vault-home'
import { pkcs8, resident } from '../../support/webdriver-session'

const DATA = Uint8Array.of(1, 2, 3)
const ADA = { ...resident, credentialId: 'AAAA', userHandle: 'CQ', userName: 'ada' }
const BOB = { ...resident, credentialId: 'BBBB', userHandle: 'Cg', userName: 'bob' }
/** A passkey of ada's account with a different key. */
const NEWER = { ...ADA, credentialId: 'CCCC', userName: 'newer', privateKey: pkcs8('P-256') }

async function start() {
  const home = await vaultHome()
  let vault = await home.openVault()
  let api = (await commandApp(vault)).calls()
  const names = (passkeys: readonly { readonly userName: string }[]) =>
    passkeys.map(({ userName }) => userName).sort()
  return {
    take: (...credentials: object[]) => api.importCredentials('webdriver', credentials),
    remove: (...ids: string[]) => api.deletePasskeys(ids, false),
    exported: (id: string) => api.exportCredentials([id], 'webdriver', false),
    restore: (id: string) => vault.passkeys.restore(decodeBase64Url(id)),
    deleteForever: (id: string) => vault.passkeys.deleteForever([decodeBase64Url(id)]),
    signature(id: string) {
      const passkey = vault.passkeys.find(decodeBase64Url(id))
      if (!passkey) throw new Error(`no passkey ${id}`)
      const key = signingKeysOf(vault.passkeys).of(passkey)
      return isSignature(passkey.algorithm, key.spki, DATA, key.sign(DATA))
    },
    /** The names of the kept and of the trashed passkeys, and of those that a page could sign in with. */
    async state() {
      const { passkeys } = vault
      const now = {
        kept: names(passkeys.list()),
        trashed: names(passkeys.listTrash().map(({ passkey }) => passkey)),
        offered: names(passkeys.listByRp('example.org')),
      }
      await vault.close()
      vault = await home.openVault()
      api = (await commandApp(vault)).calls()
      expect(names(vault.passkeys.list())).toEqual(now.kept)
      expect(names(vault.passkeys.listTrash().map(({ passkey }) => passkey))).toEqual(now.trashed)
      return now
    },
  }
}

it('an imported passkey that lies in the trash is restored, not imported again', async () => {
  const vault = await start()
  await vault.take(ADA, BOB)
  const file = await vault.exported('AAAA')
  await vault.remove('AAAA')
  await expect(vault.take(...(file as object[]))).rejects.toThrow(
    'the trash holds a passkey with this id',
  )
  expect(await vault.state()).toEqual({ kept: ['bob'], trashed: ['ada'], offered: ['bob'] })

  await vault.restore('AAAA')
  await expect(vault.take(...(file as object[]))).rejects.toThrow('with this id already')
  expect(await vault.state()).toEqual({
    kept: ['ada', 'bob'],
    trashed: [],
    offered: ['ada', 'bob'],
  })
  expect(vault.signature('AAAA')).toBe(true)
})

it('a passkey that was deleted for good comes back by import, with its key', async () => {
  const vault = await start()
  await vault.take(ADA)
  const file = await vault.exported('AAAA')
  await vault.remove('AAAA')
  await vault.deleteForever('AAAA')
  await vault.take(...(file as object[]))

  expect(await vault.state()).toEqual({ kept: ['ada'], trashed: [], offered: ['ada'] })
  expect(vault.signature('AAAA')).toBe(true)
  expect(await vault.exported('AAAA')).toEqual(file)
})

it('an account’s newer passkey and its older one take turns, and neither key is lost', async () => {
  const vault = await start()
  await vault.take(ADA, BOB)
  await vault.take(NEWER)
  expect(await vault.state()).toMatchObject({ kept: ['bob', 'newer'], trashed: ['ada'] })
  await expect(vault.restore('AAAA')).rejects.toThrow('There is a newer passkey for ada')

  await vault.remove('CCCC', 'BBBB')
  await vault.restore('AAAA')
  await expect(vault.restore('CCCC')).rejects.toThrow('There is an older passkey for newer')
  await vault.restore('BBBB')
  expect(await vault.state()).toEqual({
    kept: ['ada', 'bob'],
    trashed: ['newer'],
    offered: ['ada', 'bob'],
  })
  await vault.remove('AAAA')
  await vault.restore('CCCC')
  for (const id of ['BBBB', 'CCCC']) expect(vault.signature(id)).toBe(true)
})

it('an import that one credential spoils changes neither the passkeys nor the trash', async () => {
  const vault = await start()
  await vault.take(ADA, BOB)
  await vault.remove('BBBB')
  const fresh = { ...resident, credentialId: encodeBase64Url(DATA), userHandle: 'DA' }

  for (const spoils of [ADA, BOB, fresh])
    await expect(vault.take(NEWER, fresh, spoils)).rejects.toMatchObject({ failure: 'failed' })
  expect(await vault.state()).toEqual({ kept: ['ada'], trashed: ['bob'], offered: ['ada'] })
})
