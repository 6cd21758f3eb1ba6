/** Loads a vault's file by itself, with a known master key. */
import { describe, expect, it, vi } from 'vitest'
import { decodeBase64Url } from '../../../src/shared/base64url'
import { FILE_NOT_WRITABLE } from '../../../src/main/vault/explanations'
import { decodeHeader, encodeHeader } from '../../../src/main/vault/header'
import { loadVault } from '../../../src/main/vault/load-vault'
import type { VaultContext } from '../../../src/main/vault/vault-context'
import { VaultFolder } from '../../../src/main/vault/vault-folder'
import { closedVault, withFlippedBit, type ClosedVault } from '../../support/damaged-vault'
import { isOverwritten } from '../../support/opened-secrets'
import { random } from '../../support/vault-home'

describe('loading a vault', () => {
  it('does not change an intact file', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    home.files.reset()

    await loadVault(context, key)

    expect(home.files.calls).toEqual([])
  })

  it('copies no damaged file if the folder cannot be written to', async () => {
    const vault = await closedVault(3)
    const { home, context, key } = await loadable(vault)
    await home.write(withFlippedBit(vault.bytes, (vault.ends[0] ?? 0) + 100))
    home.files.reset()
    const opened = vi.spyOn(home.files, 'open')

    const opening = await loadVault(context, { ...key, readOnly: 'The disk is full.' })

    expect(opening).toMatchObject({ state: 'open', damage: { is: 'damaged', lost: 1 } })
    expect(home.files.calls).toEqual([])
    expect(opened.mock.calls.every(([, how]) => how === 'read')).toBe(true)
  })

  it('tells of an unfinished end where the folder cannot be written to', async () => {
    const vault = await closedVault(1)
    const { home, context, key } = await loadable(vault)
    await home.write(Buffer.concat([vault.bytes, new Uint8Array(9)]))

    const opening = await loadVault(context, { ...key, readOnly: 'The disk is full.' })

    expect(opening).toMatchObject({ warning: expect.stringContaining('9 bytes') })
  })

  it.each(['EROFS', 'EACCES', 'EPERM'])(
    'opens a file to be read that cannot be written to (%s)',
    async (code) => {
      const { home, context, key } = await loadable(await closedVault(1))
      vi.spyOn(home.files, 'open').mockRejectedValueOnce(withCode(code))

      expect(await loadVault(context, key)).toMatchObject({ readOnly: FILE_NOT_WRITABLE })
    },
  )

  it('fails if the file cannot be opened for another reason', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    vi.spyOn(home.files, 'open').mockRejectedValueOnce(withCode('EMFILE'))

    await expect(loadVault(context, key)).rejects.toMatchObject({ code: 'EMFILE' })
  })

  it('removes the first name that a crash left, and ignores a failure', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    await home.write(new Uint8Array(9), 'vault.pkv.creating')
    const masterKey = Uint8Array.from(key.masterKey)
    home.files.fault = ({ call }) => (call === 'remove' ? { code: 'EIO' } : undefined)
    expect(await loadVault(context, key)).toMatchObject({ readOnly: null })
    expect(await home.names()).toEqual(['vault.pkv', 'vault.pkv.creating'])

    home.files.reset()
    expect(await loadVault(context, { ...key, masterKey })).toMatchObject({ readOnly: null })
    expect(await home.names()).toEqual(['vault.pkv'])
  })

  it('overwrites the master key that it was given', async () => {
    const { context, key } = await loadable(await closedVault(1))

    const opening = await loadVault(context, key)

    expect(opening).toMatchObject({ state: 'open' })
    expect(isOverwritten(key.masterKey)).toBe(true)
  })

  it('refuses a file that was replaced by one with another key, and leaves nothing open', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    const header = { ...key.header, keyId: new Uint8Array(8).fill(7) }
    const rest = (await home.read()).subarray(encodeHeader(key.header).length)
    await home.write(Buffer.concat([encodeHeader(header), rest]))
    const before = await home.contents()

    await expect(loadVault(context, key)).rejects.toMatchObject({
      because: 'another program replaced it while Latchkey opened it',
    })

    expect(home.files.stillOpen).toEqual([])
    expect(await home.contents()).toEqual(before)
  })

  it('tells why it failed, even if closing the file fails too', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    home.files.failsToClose = () => true

    await expect(loadVault({ ...context, largest: 5 }, key)).rejects.toMatchObject({
      because: 'it is too large to be a vault',
    })
  })

  it('reads a file of the greatest length', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    const { length: largest } = await home.read()

    expect(await loadVault({ ...context, largest }, key)).toMatchObject({ readOnly: null })
  })

  it('says so if the disk cannot read the file', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    const file = await home.files.open(home.file, 'read-write')
    vi.spyOn(file, 'read').mockRejectedValue(withCode('EIO'))
    vi.spyOn(home.files, 'open').mockResolvedValueOnce(file)

    await expect(loadVault(context, key)).rejects.toMatchObject({
      name: 'UnreadableVaultError',
      because: 'the disk reported an error',
      advice: 'Latchkey did not change the file. Try again.',
    })

    expect(home.files.stillOpen).toEqual([])
  })
})

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** The parts that are needed to load the vault of a home. */
async function loadable({ home, bytes }: ClosedVault) {
  const { header } = decodeHeader(bytes)
  const [secret = ''] = home.keychain.items.values()
  const context: VaultContext = {
    folder: new VaultFolder(home.files, home.folder, home.clock),
    clock: home.clock,
    random,
    largest: 1_000_000,
    rewrittenAtOnce: 1_000_000,
    onReadOnly: () => {},
    keychain: home.keychain,
  }
  const key = {
    masterKey: decodeBase64Url(secret),
    header,
    sealedBy: 'keychain',
    readOnly: null,
  } as const
  return { home, context, key }
}
