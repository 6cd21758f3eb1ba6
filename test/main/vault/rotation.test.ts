/** How a generation of the vault's file gets its name. */
import { describe, expect, it } from 'vitest'
import { keepPrevious, putFirst } from '../../../src/main/vault/rotation'
import { VaultFolder } from '../../../src/main/vault/vault-folder'
import { readWhole, writeNewFile } from '../../../src/main/vault/whole-file'
import { FakeClock } from '../../support/fake-clock'
import { FaultyFiles } from '../../support/faulty-files'
import { MemoryFiles } from '../../support/memory-files'

const [CURRENT, EARLIER, FIRST] = ['current', 'earlier', 'first'].map((text) =>
  new TextEncoder().encode(text),
)

describe('the current generation', () => {
  it('is kept as the previous one, in place of the one before, and keeps its name', async () => {
    const { folder, names, textOf } = await folderWith({ vault: CURRENT, previous: EARLIER })

    await keepPrevious(folder)

    expect(await names()).toEqual(['vault.pkv', 'vault.pkv.1'])
    expect(await textOf('vault.pkv.1')).toBe('current')
    expect(await textOf('vault.pkv')).toBe('current')
  })

  it('is kept although a crash left the second name of an earlier one', async () => {
    const { folder, names, textOf } = await folderWith({ vault: CURRENT, nextPrevious: EARLIER })

    await keepPrevious(folder)

    expect(await names()).toEqual(['vault.pkv', 'vault.pkv.1'])
    expect(await textOf('vault.pkv.1')).toBe('current')
  })

  it('has two names, and no third one, when it is kept twice', async () => {
    const { folder, names, textOf } = await folderWith({ vault: CURRENT })

    await keepPrevious(folder)
    await keepPrevious(folder)

    expect(await names()).toEqual(['vault.pkv', 'vault.pkv.1'])
    expect(await textOf('vault.pkv.1')).toBe('current')
  })
})

describe('the first generation', () => {
  it('gets its last name before it loses the first, with a sync between', async () => {
    const { folder, files, names, textOf } = await folderWith({ creating: FIRST })
    files.reset()

    await putFirst(folder)

    expect(files.calls).toEqual(['link', 'syncFolder', 'remove'])
    expect(await names()).toEqual(['vault.pkv'])
    expect(await textOf('vault.pkv')).toBe('first')
  })

  it('replaces no vault', async () => {
    const { folder, names, textOf } = await folderWith({ creating: FIRST, vault: CURRENT })

    await expect(putFirst(folder)).rejects.toMatchObject({ code: 'EEXIST' })

    expect(await names()).toEqual(['vault.pkv', 'vault.pkv.creating'])
    expect(await textOf('vault.pkv')).toBe('current')
  })

  it('is renamed if the file system has no links', async () => {
    const { folder, files, names, textOf } = await folderWith({ creating: FIRST })
    files.fault = ({ call }) => (call === 'link' ? { code: 'ENOTSUP' } : undefined)

    await putFirst(folder)

    expect(await names()).toEqual(['vault.pkv'])
    expect(await textOf('vault.pkv')).toBe('first')
  })

  it('replaces no vault if the file system has no links', async () => {
    const { folder, files, names, textOf } = await folderWith({ creating: FIRST, vault: CURRENT })
    files.fault = ({ call }) => (call === 'link' ? { code: 'ENOTSUP' } : undefined)

    await expect(putFirst(folder)).rejects.toThrow('a vault already exists')

    expect(await names()).toEqual(['vault.pkv', 'vault.pkv.creating'])
    expect(await textOf('vault.pkv')).toBe('current')
  })

  it('keeps its first name if the disk fails', async () => {
    const { folder, files, names } = await folderWith({ creating: FIRST })
    files.fault = ({ call }) => (call === 'link' ? { code: 'EIO' } : undefined)

    await expect(putFirst(folder)).rejects.toMatchObject({ code: 'EIO' })

    expect(await names()).toEqual(['vault.pkv.creating'])
  })
})

type Place = 'vault' | 'previous' | 'nextPrevious' | 'creating'

async function folderWith(contents: Partial<Record<Place, Uint8Array | undefined>>) {
  const files = new FaultyFiles(new MemoryFiles())
  const folder = new VaultFolder(files, '/vault', new FakeClock())
  for (const place of ['vault', 'previous', 'nextPrevious', 'creating'] as const) {
    const bytes = contents[place]
    if (bytes) await writeNewFile(files, folder[place], bytes)
  }
  return {
    files,
    folder,
    names: async () => (await files.list('/vault')).toSorted(),
    textOf: async (name: string) =>
      new TextDecoder().decode(await readWhole(files, `/vault/${name}`)),
  }
}
