import { describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/main/vault/vault'
import { decodeBase64Url, encodeBase64Url } from '../../../src/shared/base64url'
import { commandApp } from '../../support/command-app'
import { keptPasskey } from '../../support/kept-passkey'
import { fullDisk } from '../../support/faulty-files'
import { memoryHome, type VaultHome } from '../../support/vault-home'
import { credential, pkcs8, resident } from '../../support/webdriver-session'

async function start(vault?: Vault) {
  const running = await commandApp(vault)
  const passkey = keptPasskey()
  const key = new Uint8Array(Buffer.from(pkcs8('P-256'), 'base64url'))
  await running.vault.passkeys.add(passkey, key)
  return { ...running, passkey, id: encodeBase64Url(passkey.credentialId), api: running.calls() }
}

describe('a command', () => {
  it('lists passkeys without a key of theirs', async () => {
    const { api, id } = await start()
    const listed = await api.listPasskeys()

    expect(listed).toMatchObject({ passkeys: [{ id }] })
    expect(JSON.stringify(listed)).not.toMatch(/privateKey|sealed/)
  })

  it('renames, and marks the name as the user’s own', async () => {
    const { api, id, notes } = await start()
    await api.renamePasskey(id, { userName: 'mine', userDisplayName: 'Ada Lovelace' })

    expect(await api.listPasskeys()).toMatchObject({
      passkeys: [
        { userName: 'mine', edited: { userName: 'ada@example.org', userDisplayName: null } },
      ],
    })
    expect(notes).toEqual(['renamed a passkey'])
  })

  it('deletes what was confirmed in the window', async () => {
    const { api, id, app, vault } = await start()
    await api.deletePasskeys([id], false)

    expect(app.asked).toEqual([
      {
        what: 'delete',
        count: 1,
        passkeys: [
          { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace', rpId: 'example.org' },
        ],
      },
    ])
    expect(vault.passkeys.listTrash()).toMatchObject([{ because: 'A command deleted it.' }])
  })

  it('records what it changed, and never a key', async () => {
    const { api, id, app } = await start()
    app.mayUseYes = true
    await api.renamePasskey(id, { userName: 'mine', userDisplayName: 'Ada Lovelace' })
    const exported = await api.exportCredentials([id], 'webdriver', true)
    await api.deletePasskeys([id], true)
    await api.importCredentials('webdriver', [
      { ...resident, credentialId: 'BBBB', userHandle: 'Cg' },
    ])

    const record = app.activity.list().toReversed()
    expect(record).toMatchObject([
      {
        ...{ kind: 'edit', reason: 'A command changed the names.' },
        changes: [{ what: 'renamed', passkeyId: id, after: { userName: 'mine' } }],
      },
      {
        kind: 'export',
        reason:
          'A command exported the passkey (Ada Lovelace at example.org), with the private keys.',
      },
      { kind: 'edit', changes: [{ what: 'deleted', passkeyId: id }] },
      { kind: 'import', outcome: 'done', origin: null },
    ])
    const [{ privateKey }] = exported as [{ privateKey: string }]
    expect(JSON.stringify(record)).not.toContain(privateKey)
  })

  it('records nothing that was denied', async () => {
    const { api, id, app } = await start()
    app.answer = false
    await expect(api.deletePasskeys([id], false)).rejects.toThrow('denied')
    await expect(api.exportCredentials([id], 'webdriver', false)).rejects.toThrow('denied')

    expect(app.activity.list()).toEqual([])
  })

  it('deletes several in one write, so that a full disk leaves all of them', async () => {
    const home = memoryHome()
    const { api, id, vault } = await start(await home.openVault())
    const other = keptPasskey()
    await vault.passkeys.add(other, new Uint8Array())
    const doomed = [id, encodeBase64Url(other.credentialId)]
    home.files.reset()
    await api.deletePasskeys(doomed, false)
    expect(home.files.calls).toEqual(['write', 'syncData'])

    for (const each of [other.credentialId, decodeBase64Url(id)]) await vault.passkeys.restore(each)
    home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)
    await expect(api.deletePasskeys(doomed, false)).rejects.toThrow('disk is full')
    expect(vault.passkeys.list()).toHaveLength(2)
  })

  it('takes several in one write, so that a full disk leaves all of them out', async () => {
    const home = memoryHome()
    const { api, vault } = await start(await home.openVault())
    const other = { ...resident, credentialId: 'BBBB', userHandle: 'Cg' }
    home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)
    await expect(api.importCredentials('webdriver', [resident, other])).rejects.toThrow(
      'disk is full',
    )
    expect(vault.passkeys.list()).toHaveLength(1)

    home.files.reset()
    await api.importCredentials('webdriver', [resident, other])
    expect(home.files.calls).toEqual(['write', 'syncData'])
  })

  it('takes all or none wherever the disk fills up, and takes them once there is room', async () => {
    const home = memoryHome()
    const { api, vault } = await start(await home.openVault())
    const three = ['BBBB', 'CCCC', 'DDDD'].map((id) => ({
      ...resident,
      credentialId: id,
      userHandle: id,
    }))
    const frame = await bytesWritten(home, () => api.importCredentials('webdriver', three))
    const ids = three.map(({ credentialId }) => decodeBase64Url(credentialId))
    await vault.passkeys.trashAll(ids, 'tried')
    await vault.passkeys.deleteForever(ids)

    for (let room = 0; room < frame; room += 61) {
      home.files.fault = fullDisk(room)
      await expect(api.importCredentials('webdriver', three)).rejects.toThrow('disk is full')
      expect(vault.passkeys.list()).toHaveLength(1)
    }
    home.files.reset()
    await vault.close()
    const again = await start(await home.openVault())
    expect(again.vault.passkeys.list()).toHaveLength(2)
    await again.api.importCredentials('webdriver', three)
    expect(again.vault.passkeys.list()).toHaveLength(5)
  })

  it('deletes no passkey if one is not there', async () => {
    const { api, id } = await start()

    await expect(api.deletePasskeys([id, 'AAAA'], false)).rejects.toMatchObject({
      failure: 'failed',
    })
    expect((await api.listPasskeys()).passkeys).toHaveLength(1)
  })

  it.each(['delete', 'export'] as const)('does not %s what was denied', async (what) => {
    const { api, id, app, notes } = await start()
    app.answer = false
    const done =
      what === 'delete'
        ? api.deletePasskeys([id], false)
        : api.exportCredentials([id], 'cdp', false)

    await expect(done).rejects.toMatchObject({ failure: 'denied' })
    expect((await api.listPasskeys()).passkeys).toHaveLength(1)
    expect(notes).toEqual([])
  })

  it('does not ask with --yes where that is allowed, and refuses where it is not', async () => {
    const { api, id, app } = await start()
    await expect(api.exportCredentials([id], 'webdriver', true)).rejects.toMatchObject({
      failure: 'denied',
      message: expect.stringContaining('Settings') as string,
    })
    app.mayUseYes = true

    expect(await api.exportCredentials([id], 'webdriver', true)).toMatchObject([
      { credentialId: id },
    ])
    expect(app.asked).toEqual([])
  })

  it('records what it exported, and never a key', async () => {
    const { api, id, notes } = await start()
    const [given] = (await api.exportCredentials([id], 'webdriver', false)) as {
      privateKey: string
    }[]

    expect(notes).toEqual(['exported 1 passkeys with their private keys'])
    expect(given?.privateKey.length).toBeGreaterThan(100)
  })

  it('imports credentials that sign, either all or not one', async () => {
    const { api, vault } = await start()
    const other = { ...resident, credentialId: 'BBBB', userHandle: 'Cg' }
    expect(await api.importCredentials('webdriver', [resident, other])).toEqual(['AQID', 'BBBB'])
    const again = { ...credential, credentialId: 'CCCC' }

    for (const wrong of [
      [again, resident],
      [again, again],
      [again, {}],
      [again, 5],
      [
        { ...resident, credentialId: 'DDDD', userHandle: 'DD' },
        { ...resident, credentialId: 'EEEE', userHandle: 'DD' },
      ],
    ])
      await expect(api.importCredentials('webdriver', wrong)).rejects.toMatchObject({
        failure: 'failed',
        message: expect.stringMatching(/^credentials\.1\b/) as string,
      })
    expect(vault.passkeys.list()).toHaveLength(3)
  })

  it('does not import a credential that lies in the trash', async () => {
    const { api, id } = await start()
    const [given] = await api.exportCredentials([id], 'cdp', false)
    await api.deletePasskeys([id], false)

    await expect(api.importCredentials('cdp', [given])).rejects.toMatchObject({ failure: 'failed' })
  })

  it('says that a passkey is not there', async () => {
    const { api } = await start()
    for (const id of ['AAAA', '!', ''])
      await expect(
        api.renamePasskey(id, { userName: 'a', userDisplayName: 'b' }),
      ).rejects.toMatchObject({
        failure: 'failed',
      })
  })

  it('says that the user locked the vault', async () => {
    const { api, vault } = await start()
    await vault.lock()

    await expect(api.listPasskeys()).rejects.toThrow(
      'You locked it. Unlock it in Latchkey’s window',
    )
  })

  it('says that the vault is not open', async () => {
    const { api, vault } = await start()
    await vault.close()

    await expect(api.listPasskeys()).rejects.toMatchObject({ failure: 'locked' })
    await expect(api.importCredentials('cdp', [])).rejects.toMatchObject({ failure: 'locked' })
  })
})

/** How many bytes are written to the disk. */
async function bytesWritten({ files }: VaultHome, act: () => Promise<unknown>): Promise<number> {
  let written = 0
  files.fault = ({ bytes, path }) => {
    // Does not count the notes beside the vault's file, because a change does not fail when they cannot be written.
    if (path.endsWith('vault.pkv')) written += bytes
    return undefined
  }
  await act()
  files.reset()
  return written
}
