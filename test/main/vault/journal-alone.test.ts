/** The journal by itself: when it writes, refuses, is rewritten on demand, and gives up. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { VaultReadOnlyError } from '../../../src/main/vault/errors'
import type { FileInfo } from '../../../src/main/vault/files'
import { decodeHeader } from '../../../src/main/vault/header'
import { ReadOnlyWriter } from '../../../src/main/vault/journal'
import { readWhole } from '../../../src/main/vault/whole-file'
import { readWitness } from '../../../src/main/vault/witness'
import {
  collectionsWith,
  failing,
  header,
  inTurn,
  journalWith,
  keys,
  none,
  put,
} from '../../support/lone-journal'

describe('the witness', () => {
  it('knows how far the file has come, from the beginning on', async () => {
    const { files, folder, journal } = await journalWith()
    const progress = async () => (await readWitness(files, folder.witness))?.nextSequence

    expect(await progress()).toBe(1)
    await journal.append([put('a')])
    expect(await progress()).toBe(2)
    await journal.rewrite({ header, keys: keys() }, none())
    expect(await readWitness(files, folder.witness)).toMatchObject({
      generation: 4,
      nextSequence: 1,
    })
  })

  it('does not know of a change that the disk refused', async () => {
    const { files, folder, journal } = await journalWith()
    await journal.append([put('a')])
    files.fault = failing('EIO', 'syncData')
    await expect(journal.append([put('b')])).rejects.toThrow('The disk reported an error.')

    expect(await readWitness(files, folder.witness)).toMatchObject({ nextSequence: 2 })
  })
})

describe('the length of the file', () => {
  it('may become the greatest one, and no greater', async () => {
    const measured = await journalWith()
    const frame = await measured.journal.append([put('a')])
    const largest = measured.journal.extent.size

    const exact = await journalWith({ largest })
    expect(await exact.journal.append([put('a')])).toBe(frame)

    const less = await journalWith({ largest: largest - 1 })
    const before = less.journal.extent
    await expect(less.journal.append([put('a')])).rejects.toThrow('greatest length')
    expect(less.journal.extent).toEqual(before)
    expect((await readWhole(less.files, less.folder.vault)).length).toBe(before.size)
  })
})

describe('what the user is told about writing', () => {
  it('is reported once for each reason, and once when it is over', async () => {
    const { files, journal, told } = await journalWith()
    await journal.append([put('a')])
    files.fault = failing('ENOSPC', 'write')
    await expect(journal.append([put('b')])).rejects.toThrow('The disk is full.')
    await expect(journal.append([put('b')])).rejects.toThrow('The disk is full.')
    files.fault = failing('EIO', 'write')
    await expect(journal.append([put('b')])).rejects.toThrow('The disk reported an error.')
    files.reset()
    await journal.append([put('b')])
    await journal.append([put('c')])

    expect(told).toEqual(['The disk is full.', 'The disk reported an error.', null])
  })

  it('is why the write failed, if the file cannot be cut back either', async () => {
    const { files, journal } = await journalWith()
    files.fault = ({ call }) =>
      call === 'write' ? { code: 'ENOSPC' } : call === 'truncate' ? { code: 'EIO' } : undefined

    await expect(journal.append([put('a')])).rejects.toThrow('The disk is full.')
  })

  it('is why nothing can be saved, if the vault can only be read', async () => {
    const writer = new ReadOnlyWriter('The disk is full.')

    await expect(writer.append()).rejects.toThrow('The disk is full.')
    await expect(writer.rewrite()).rejects.toThrow('The disk is full.')
  })

  it('is that the file cannot be reached, until it can be', async () => {
    const { files, journal, told } = await journalWith()
    const info = vi.spyOn(files, 'info').mockRejectedValueOnce(new Error('EACCES'))
    onTestFinished(() => info.mockRestore())

    await expect(journal.append([put('a')])).rejects.toBeInstanceOf(VaultReadOnlyError)
    await journal.append([put('a')])

    expect(told).toEqual([expect.stringContaining('cannot be reached'), null])
  })
})

describe('another program', () => {
  it.each<[string, (info: FileInfo) => FileInfo | undefined, string]>([
    ['made the file longer', (info) => ({ ...info, size: info.size + 1 }), 'was changed'],
    ['made the file shorter', (info) => ({ ...info, size: info.size - 1 }), 'was changed'],
    ['replaced the file', (info) => ({ ...info, identity: 'other' }), 'was changed'],
    ['removed the file', () => undefined, 'was removed'],
  ])('that %s ends all writing, whatever becomes of the file', async (_, change, what) => {
    const { files, folder, journal, told } = await journalWith()
    const found = await files.info(folder.vault)
    const info = vi.spyOn(files, 'info').mockResolvedValueOnce(found && change(found))
    onTestFinished(() => info.mockRestore())
    const before = await readWhole(files, folder.vault)

    const refused = `The vault’s file ${what} by another program. Restart Latchkey to save changes again.`
    await expect(journal.append([put('a')])).rejects.toThrow(refused)
    await expect(journal.append([put('a')])).rejects.toThrow(refused)
    await expect(journal.rewrite({ header, keys: keys() }, none())).rejects.toThrow(refused)
    files.reset()
    await journal.tidy(collectionsWith(0), inTurn)

    expect(files.calls).toEqual([])
    expect(told).toEqual([refused])
    expect(await readWhole(files, folder.vault)).toEqual(before)
  })
})

describe('a change by another program is reported correctly', () => {
  it('where a rewrite was requested', async () => {
    const { files, folder, journal } = await journalWith()
    await files.remove(folder.vault)

    await expect(journal.rewrite({ header, keys: keys() }, none())).rejects.toThrow(
      /^The vault’s file was removed by another program/,
    )
  })
})

describe('a journal that is closed', () => {
  it('no longer writes', async () => {
    const { journal } = await journalWith()
    await journal.close()

    await expect(journal.append([put('a')])).rejects.toBeInstanceOf(VaultReadOnlyError)
    await expect(journal.rewrite({ header, keys: keys() }, none())).rejects.toBeInstanceOf(
      VaultReadOnlyError,
    )
  })

  it('is closed although a refused change cannot be cut off', async () => {
    const { files, journal } = await journalWith()
    files.fault = failing('EIO', 'write', 'truncate')
    await expect(journal.append([put('a')])).rejects.toThrow('disk')

    await journal.close()

    expect(files.stillOpen).toEqual([])
  })

  it('cuts nothing off if a refused change was cut off before', async () => {
    const { files, journal } = await journalWith()
    files.fault = failing('EIO', 'write')
    await expect(journal.append([put('a')])).rejects.toThrow('disk')
    files.reset()

    await journal.close()

    expect(files.calls).toEqual([])
  })

  it('cuts nothing off if nothing was refused', async () => {
    const { files, journal } = await journalWith()
    await journal.append([put('a')])
    files.reset()

    await journal.close()

    expect(files.calls).toEqual([])
  })
})

describe('a requested rewrite', () => {
  const CALLS = ['create', 'write', 'sync', 'link', 'rename', 'rename', 'syncFolder']

  it('makes the next generation, under another header, and is certain', async () => {
    const { files, folder, journal } = await journalWith()
    const change = { header: { keyId: new Uint8Array(8).fill(6), slots: [] }, keys: keys() }
    files.reset()

    expect(await journal.rewrite(change, none())).toBe(true)

    expect(files.calls.filter((call) => call !== 'remove')).toEqual(CALLS)
    const made = decodeHeader(await readWhole(files, folder.vault)).header
    expect(made).toEqual({ ...header, ...change.header, generation: 4 })
  })

  it('cuts a refused change off first', async () => {
    const { files, journal } = await journalWith()
    files.fault = failing('EIO', 'write', 'truncate')
    await expect(journal.append([put('a')])).rejects.toThrow('disk')
    files.reset()

    await journal.rewrite({ header, keys: keys() }, none())

    const calls = files.calls.filter((call) => call !== 'remove')
    expect(calls).toEqual(['truncate', 'syncData', ...CALLS])
  })

  it('is not certain if its name cannot be synced, and the next change sees to that', async () => {
    const { files, journal } = await journalWith()
    files.fault = failing('EIO', 'syncFolder')
    expect(await journal.rewrite({ header, keys: keys() }, none())).toBe(false)
    files.reset()

    await journal.append([put('a')])
    await journal.append([put('b')])

    expect(files.calls).toEqual(['syncFolder', 'write', 'syncData', 'write', 'syncData'])
  })

  it('fails for the first reason, and leaves the file and no other', async () => {
    const { files, folder, journal } = await journalWith()
    const before = await readWhole(files, folder.vault)
    files.failsToClose = () => true
    files.fault = ({ call, path }) =>
      call === 'rename' && path === folder.vault
        ? { code: 'ENOSPC' }
        : call === 'remove' && path === folder.next && files.calls.includes('rename')
          ? { code: 'EIO' }
          : undefined

    const rewritten = journal.rewrite({ header, keys: keys() }, none())

    await expect(rewritten).rejects.toBeInstanceOf(VaultReadOnlyError)
    await expect(rewritten).rejects.toThrow('The disk is full.')
    files.failsToClose = () => false
    files.reset()
    expect(await readWhole(files, folder.vault)).toEqual(before)
    await journal.append([put('a')])
    expect(await journal.rewrite({ header, keys: keys() }, none())).toBe(true)
    expect(await files.list('/vault')).not.toContain('vault.pkv.tmp-next')
  })

  it('leaves no new file if it fails', async () => {
    const { files, folder, journal } = await journalWith()
    files.fault = ({ call, path }) =>
      call === 'rename' && path === folder.vault ? { code: 'EIO' } : undefined

    await expect(journal.rewrite({ header, keys: keys() }, none())).rejects.toThrow('disk')

    expect(await files.list('/vault')).not.toContain('vault.pkv.tmp-next')
  })
})
