/** The input of a command is read in pieces, and only up to the limit. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readInput } from '../../../src/main/start/read-input'

const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(text: string): string {
  const path = join(folder, 'file.json')
  writeFileSync(path, text)
  return path
}

it('a file is read whole, even if a letter lies in two pieces', async () => {
  const text = `a${'é'.repeat(100_000)}`

  expect(await readInput(fileWith(text))).toBe(text)
})

it('a file of the greatest length is read, and a longer one is refused by its name', async () => {
  const most = 1024 * 1024
  const path = fileWith('x'.repeat(most))
  expect(await readInput(path, most)).toHaveLength(most)

  writeFileSync(path, 'y', { flag: 'a' })

  await expect(readInput(path, most)).rejects.toMatchObject({
    failure: 'failed',
    message: `${path} has more than the 1 MiB that one command may have. Import it in parts.`,
  })
})

it('a file that is not there cannot be read', async () => {
  await expect(readInput(join(folder, 'missing'))).rejects.toMatchObject({
    failure: 'failed',
    message: `${join(folder, 'missing')} cannot be read, because there is no such file. Check the path.`,
  })
  await expect(readInput(folder)).rejects.toThrow('because it is a folder.')
})
