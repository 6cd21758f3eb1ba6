/** Another program changes the vault's file while Latchkey reads it. */
import { appendFile, truncate } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { vaultHome, type VaultHome } from '../../support/vault-home'

/** Changes the vault's file as soon as some of its frames have been read. */
function whenFramesAreRead(home: VaultHome, happens: () => Promise<void>): void {
  let has = false
  const open = home.files.open.bind(home.files)
  vi.spyOn(home.files, 'open').mockImplementation(async (path, how) => {
    const file = await open(path, how)
    if (path !== home.file || how !== 'read-write') return file
    const read = file.read.bind(file)
    vi.spyOn(file, 'read').mockImplementation(async (target, position) => {
      const count = await read(target, position)
      if (!has && position > 0) {
        has = true
        await happens()
      }
      return count
    })
    return file
  })
}

it.each<[string, (home: VaultHome) => Promise<void>]>([
  ['has cut off what was read', (home) => truncate(home.file, 300)],
  ['has cut off everything', (home) => truncate(home.file, 0)],
  ['has appended something', (home) => appendFile(home.file, 'more')],
])('a file of which another program %s is not changed', async (_, change) => {
  const home = await vaultHome()
  const before = await home.openVault()
  await before.passkeys.add(keptPasskey(), PRIVATE_KEY)
  await before.close()
  await appendFile(home.file, 'the end of a write that never finished')
  let changed: Buffer | undefined
  whenFramesAreRead(home, async () => {
    await change(home)
    changed = await home.read()
  })

  const vault = await home.openVault()

  expect(vault.passkeys.list()).toHaveLength(1)
  expect(vault.state).toMatchObject({ readOnly: expect.stringContaining('another program') })
  await expect(vault.passkeys.add(keptPasskey(), PRIVATE_KEY)).rejects.toThrow('another program')
  expect(await home.read()).toEqual(changed)
})
