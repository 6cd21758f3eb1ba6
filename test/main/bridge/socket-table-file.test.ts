import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { socketTableReader } from '../../../src/main/bridge/socket-table-file'

describe('socketTableReader', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it.each([
    ['a short list', 100],
    ['a list that is longer than what is read at once', 1_000_000],
  ])('gives the whole text of %s, at once and soon after', async (_, length) => {
    const text = randomText(length)
    writeFileSync(join(folder, 'tcp'), text)
    const read = socketTableReader(folder)

    expect(await joined(read('tcp'))).toBe(text)
    expect(await joined(read('tcp'))).toBe(text)
  })

  it('reads a short list without a turn of the event loop', async () => {
    writeFileSync(join(folder, 'tcp'), 'text')
    let turns = 0
    setImmediate(() => turns++)

    await joined(socketTableReader(folder)('tcp'))

    expect(turns).toBe(0)
  })

  it('does not keep the event loop busy when it is asked again and again', async () => {
    writeFileSync(join(folder, 'tcp'), 'text')
    const read = socketTableReader(folder)
    await joined(read('tcp'))
    let turns = 0
    setImmediate(() => turns++)

    await joined(read('tcp'))

    expect(turns).toBe(1)
  })

  it('rejects when there is no list', async () => {
    await expect(joined(socketTableReader(folder)('tcp6'))).rejects.toThrow('ENOENT')
  })
})

async function joined(pieces: AsyncIterable<string> | Iterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

/** No two places are alike, so that a missing or repeated piece shows. */
function randomText(length: number): string {
  let text = ''
  for (let i = 0; text.length < length; i++) text += `${i} `
  return text.slice(0, length)
}
