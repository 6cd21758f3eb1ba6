/** Faults of the list in docs/vault-harnesses.md that fit into no other file. */
import { symlink, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileVault } from '../../../src/main/vault/file-vault'
import { diskFiles, type Files } from '../../../src/main/vault/files'
import { takeOsLock } from '../../../src/main/vault/os-lock'
import { systemProcesses } from '../../../src/main/vault/processes'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { keptHome, memoryHome, random, vaultHome, type VaultHome } from '../../support/vault-home'

it.skipIf(process.platform === 'win32')(
  'a vault is not opened a second time through another path to its folder',
  async () => {
    const home = await keptHome()
    await home.openVault()
    const other = await vaultHome()
    const link = join(other.folder, 'link')
    await symlink(home.folder, link)

    const { state } = await openedThrough(home, link)

    expect(state).toMatchObject({
      state: 'locked',
      reason: 'in-use',
      explanation: expect.stringContaining(`process ${String(process.pid)} on `),
    })
  },
)

describe('a gigabyte of other data in the place of the vault', () => {
  it.each(['opened', 'checked', 'looked at by the doctor'])(
    'is %s without reading it into memory',
    async (how) => {
      const home = await keptHome()
      await home.write(Buffer.from('no vault at all'))
      // Sparse: the file takes no room on the disk.
      await truncate(home.file, 2 ** 30)
      const { files, bytesRead } = counting()
      const vault = vaultOf(home, { files })

      if (how === 'opened') await vault.open()
      else {
        const { file } = await vault.rescue.check(how === 'checked' ? 'all' : 'best')
        expect(file).toMatchObject({ condition: 'unreadable', bytes: 2 ** 30 })
      }
      await vault.close()

      expect(bytesRead()).toBeGreaterThan(0)
      expect(bytesRead()).toBeLessThan(2 ** 18)
    },
  )
})

it('a gigabyte in the place of the witness and of the note about an undo is not read into memory', async () => {
  const home = await keptHome()
  for (const name of ['vault.witness', 'vault.undo']) {
    await home.write(Buffer.from('neither of them'), name)
    await truncate(join(home.folder, name), 2 ** 30)
  }
  await home.write(await home.read(), 'vault.pkv.1')
  const { files, bytesRead } = counting()
  const vault = vaultOf(home, { files })

  expect(await vault.rescue.check()).toMatchObject({ file: { condition: 'whole' }, undo: null })
  await vault.rescue.restore('vault.pkv.1')

  expect(bytesRead()).toBeLessThan(2 ** 20)
  await vault.rescue.undo()
  expect((await vault.rescue.check()).file).toMatchObject({ condition: 'whole', passkeys: 1 })
  await vault.close()
})

it('a change of a vault of five thousand passkeys writes only the change', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  const many = Array.from({ length: 5_000 }, () => ({
    passkey: keptPasskey(),
    privateKey: PRIVATE_KEY,
    secrets: {},
  }))
  await vault.passkeys.addAll(many)
  let written = 0
  home.files.reset()
  home.files.fault = ({ bytes }) => {
    written += bytes
    return undefined
  }

  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)

  expect(home.files.calls).toEqual(['write', 'syncData'])
  expect(written).toBeLessThan(2_000)
})

function vaultOf(home: VaultHome, ports: { readonly files?: Files; readonly folder?: string }) {
  const { folder, keychain, clock } = home
  return fileVault({
    folder,
    files: diskFiles,
    keychain,
    processes: systemProcesses,
    takeOsLock,
    clock,
    random,
    ...ports,
  })
}

async function openedThrough(home: VaultHome, folder: string) {
  const vault = vaultOf(home, { folder })
  await vault.open()
  const { state } = vault
  await vault.close()
  return { state }
}

/** Files of the disk that count their calls. */
function counting(): { files: Files; bytesRead: () => number } {
  let asked = 0
  const open: Files['open'] = async (path, how) => {
    const file = await diskFiles.open(path, how)
    return {
      read: (target, position) => {
        asked += target.length
        return file.read(target, position)
      },
      write: (bytes, position) => file.write(bytes, position),
      sync: () => file.sync(),
      syncData: () => file.syncData(),
      truncate: (length) => file.truncate(length),
      info: () => file.info(),
      close: () => file.close(),
    }
  }
  return { files: { ...diskFiles, open }, bytesRead: () => asked }
}
