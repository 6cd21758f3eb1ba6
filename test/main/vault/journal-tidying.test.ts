/** When the journal rewrites a file by itself, and the work that runs at the same time. */
import { describe, expect, it, vi } from 'vitest'
import type { InTurn } from '../../../src/main/vault/records'
import {
  collectionsWith,
  failing,
  generationIn,
  grow,
  header,
  inTurn,
  journalWith,
  keys,
  MEBIBYTE,
  none,
  put,
} from '../../support/lone-journal'

/** The name under which a new generation stays open. */
const NEXT = 'vault.pkv.tmp-next'

describe('a file is tidied', () => {
  it.each<[string, number, (size: number) => number, boolean]>([
    ['where more than a mebibyte is dead', 1.5, (size) => size - MEBIBYTE - 1, true],
    ['not where a mebibyte is dead', 1.5, (size) => size - MEBIBYTE, false],
    ['where more than half is dead', 3, (size) => size / 2 - 1, true],
    ['not where half is dead', 3, (size) => size / 2, false],
    ['not where all of a small file is dead', 0.5, () => 0, false],
    ['not where little of a large file is dead', 3, (size) => size - 1, false],
  ])('%s', async (_, mebibytes, live, isTidied) => {
    const { folder, files, journal } = await journalWith({ rewrittenAtOnce: 8 * MEBIBYTE })
    await grow(journal, mebibytes * MEBIBYTE)

    await journal.tidy(collectionsWith(live(journal.extent.size)), inTurn)

    expect(await generationIn(files, folder)).toBe(isTidied ? 4 : 3)
  })

  it('again and again, even after a requested rewrite', async () => {
    const { folder, files, journal } = await journalWith()
    for (const generation of [4, 5]) {
      await grow(journal, 2 * MEBIBYTE)
      await journal.tidy(collectionsWith(0), inTurn)
      expect(await generationIn(files, folder)).toBe(generation)
    }
    await journal.rewrite({ header, keys: keys() }, none())
    await grow(journal, 2 * MEBIBYTE)
    await journal.tidy(collectionsWith(0), inTurn)

    expect(await generationIn(files, folder)).toBe(7)
  })

  it('with as few calls as it needs', async () => {
    const { files, journal } = await journalWith()
    await grow(journal, 2 * MEBIBYTE)
    files.reset()

    await journal.tidy(collectionsWith(0), inTurn)
    await journal.append([put('a')])

    expect(files.calls.filter((call) => call !== 'remove')).toEqual([
      ...['create', 'write', 'sync', 'link', 'rename', 'rename', 'syncFolder'],
      ...['write', 'syncData'],
    ])
  })

  it('not while a refused change is at its end', async () => {
    const { files, journal } = await journalWith()
    await grow(journal, 2 * MEBIBYTE)
    files.fault = failing('EIO', 'write', 'truncate')
    await expect(journal.append([put('a')])).rejects.toThrow('disk')
    files.reset()

    await journal.tidy(collectionsWith(0), inTurn)

    expect(files.calls).toEqual([])
  })

  it('not again after a failure, until it has grown by a quarter', async () => {
    const { files, folder, journal } = await journalWith()
    await grow(journal, 2 * MEBIBYTE)
    files.fault = failing('EIO', 'create')
    await journal.tidy(collectionsWith(0), inTurn)
    files.reset()

    await grow(journal, 2.5 * MEBIBYTE - MEBIBYTE / 8)
    await journal.tidy(collectionsWith(0), inTurn)
    expect(files.calls).not.toContain('create')
    await grow(journal, 2.5 * MEBIBYTE)
    await journal.tidy(collectionsWith(0), inTurn)

    expect(await generationIn(files, folder)).toBe(4)
  })
})

describe('a file with much in it', () => {
  it.each([
    ['is rewritten at once up to a limit', 1_000, 'at once'],
    ['is rewritten in a turn beyond the limit', 1_001, 'in a turn'],
  ])('%s', async (_, liveBytes, how) => {
    const { files, folder, journal } = await journalWith({ rewrittenAtOnce: 1_000 })
    await grow(journal, 2 * MEBIBYTE)
    const turns = turnsToCome()

    await journal.tidy(collectionsWith(liveBytes), turns.inTurn)

    expect(await generationIn(files, folder)).toBe(how === 'at once' ? 4 : 3)
    if (how === 'at once') return
    await turns.asked
    expect(files.calls).toContain('sync')
    await turns.run()
    expect(await generationIn(files, folder)).toBe(4)
  })

  it('pauses while it is rewritten in a turn, and only then', async () => {
    for (const [liveBytes, rests] of [
      [1_000, 0],
      [1_001, 3],
    ] as const) {
      const { journal } = await journalWith({ rewrittenAtOnce: 1_000 })
      await grow(journal, 2 * MEBIBYTE)
      const turns = turnsToCome()
      const rested = countRests()
      await journal.tidy(collectionsWith(liveBytes), turns.inTurn)
      if (rests > 0) await turns.asked

      expect({ liveBytes, rests: rested() }).toEqual({ liveBytes, rests })
    }
  })

  it('is rewritten once at a time', async () => {
    const { files, journal } = await journalWith({ rewrittenAtOnce: 0 })
    await grow(journal, 2 * MEBIBYTE)
    const turns = turnsToCome()
    files.reset()

    await journal.tidy(collectionsWith(1), turns.inTurn)
    await journal.tidy(collectionsWith(1), turns.inTurn)
    await turns.asked
    await turns.run()

    expect(files.calls.filter((call) => call === 'create')).toHaveLength(1)
  })

  it('leaves no new file and no open file if a requested rewrite comes first', async () => {
    const { files, journal } = await journalWith({ rewrittenAtOnce: 0 })
    await grow(journal, 2 * MEBIBYTE)
    const turns = turnsToCome()
    await journal.tidy(collectionsWith(1), turns.inTurn)
    await turns.asked

    await journal.rewrite({ header, keys: keys() }, none())

    expect(files.stillOpen.toSorted()).toEqual([`/vault/${NEXT}`, '/vault/vault.witness'])
    await turns.run()
    expect(await files.list('/vault')).not.toContain(NEXT)
  })

  it('leaves no new file if its turn does not come', async () => {
    const { files, journal } = await journalWith({ rewrittenAtOnce: 0 })
    await grow(journal, 2 * MEBIBYTE)

    let ended: () => void = () => {}
    const refused = new Promise<void>((resolve) => (ended = resolve))
    await journal.tidy(collectionsWith(1), async () => {
      setImmediate(ended)
      throw new Error('closed')
    })
    await refused

    expect(await files.list('/vault')).not.toContain(NEXT)
    expect(files.stillOpen).toEqual(['/vault/vault.pkv', '/vault/vault.witness'])
  })
})

/** A turn that the test triggers. */
function turnsToCome() {
  let ask: () => void = () => {}
  let begin: () => void = () => {}
  let end: () => void = () => {}
  const asked = new Promise<void>((resolve) => (ask = resolve))
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const ended = new Promise<void>((resolve) => (end = resolve))
  const waiting: InTurn = async (task) => {
    ask()
    await begun
    try {
      return await task()
    } finally {
      setImmediate(end)
    }
  }
  const run = () => {
    begin()
    return ended
  }
  return { inTurn: waiting, asked, run }
}

/** Makes each piece of work take two milliseconds, and counts the pauses, which take no time. */
function countRests(): () => number {
  let now = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 2))
  const timer = vi.spyOn(globalThis, 'setTimeout').mockImplementation((callback) => {
    callback()
    return 0 as unknown as NodeJS.Timeout
  })
  return () => {
    const rests = timer.mock.calls.length
    clock.mockRestore()
    timer.mockRestore()
    return rests
  }
}
