import { expect, it } from 'vitest'
import { UnreadableVaultError } from '../../../src/main/vault/errors'
import { bytesOfFile } from '../../../src/main/vault/file-bytes'
import { MemoryFiles } from '../../support/memory-files'

it('a file that the disk does not give back says why, and that Latchkey did not change it', async () => {
  const file = await new MemoryFiles().open('/vault.pkv', 'create')
  await file.write(Uint8Array.of(1, 2, 3), 0)
  file.read = () => Promise.reject(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }))

  const reading = bytesOfFile(file, 3).read(0, 3)

  await expect(reading).rejects.toBeInstanceOf(UnreadableVaultError)
  await expect(reading).rejects.toMatchObject({
    because: 'the disk reported an error',
    advice: 'Latchkey did not change the file. Try again.',
    cause: { code: 'EIO' },
  })
})
