/** A note of lost changes that cannot be read never keeps the vault from opening. */
import { beforeEach, expect, it, vi } from 'vitest'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { copiesOf, readLoss, withCopy, type Loss } from '../../../src/main/vault/losses'
import { VaultFolder } from '../../../src/main/vault/vault-folder'
import { writeNewFile } from '../../../src/main/vault/whole-file'
import { FakeClock } from '../../support/fake-clock'
import { MemoryFiles } from '../../support/memory-files'

const VAULT_ID = new Uint8Array(16)
const loss: Loss = {
  vaultId: encodeBase64Url(VAULT_ID),
  is: 'cut',
  lost: 2,
  copies: ['vault.pkv.torn-1'],
  end: { generation: 1, nextSequence: 7 },
}
const refused = Object.assign(new Error('EIO'), { code: 'EIO' })

let files: MemoryFiles
let folder: VaultFolder

beforeEach(() => {
  files = new MemoryFiles()
  folder = new VaultFolder(files, '/vault', new FakeClock())
})

const write = (text: string) =>
  writeNewFile(files, folder.loss, Uint8Array.from(new TextEncoder().encode(text)))

it('is read', async () => {
  await write(JSON.stringify(loss))

  expect(await readLoss(folder, VAULT_ID)).toEqual(loss)
})

it.each(['info', 'open'] as const)('is left out if the disk refuses %s', async (call) => {
  await write(JSON.stringify(loss))
  vi.spyOn(files, call).mockRejectedValue(refused)

  expect(await readLoss(folder, VAULT_ID)).toBeUndefined()
})

it('is left out where it is far too long, whatever it says', async () => {
  await write(JSON.stringify(loss) + ' '.repeat(100_000))

  expect(await readLoss(folder, VAULT_ID)).toBeUndefined()
})

it('names no copy if the disk refuses to look for one', async () => {
  vi.spyOn(files, 'info').mockRejectedValue(refused)

  expect(await copiesOf(folder, loss)).toEqual([])
})

it('is not changed if no copy could be made', () => {
  expect(withCopy(loss, undefined)).toEqual(loss)
})
