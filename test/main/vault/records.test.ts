import { describe, expect, it } from 'vitest'
import { Collections } from '../../../src/main/vault/collections'
import { VaultReadOnlyError } from '../../../src/main/vault/errors'
import type { Operation } from '../../../src/main/vault/operation'
import { Records } from '../../../src/main/vault/records'
import { FakeClock } from '../../support/fake-clock'

describe('records', () => {
  it('are in force when they are written, and not before', async () => {
    const { records } = testRecords()

    const writing = records.write(() => [put('a', 1)])

    expect(records.get('things', 'a')).toBeUndefined()
    await writing
    expect(records.get('things', 'a')).toBe(1)
  })

  it('are worked out one after the other, so that none is lost', async () => {
    const { records } = testRecords()
    const increase = () => [put('a', Number(records.get('things', 'a') ?? 0) + 1)]

    await Promise.all(Array.from({ length: 20 }, () => records.write(increase)))

    expect(records.get('things', 'a')).toBe(20)
  })

  it('stay as they are when they cannot be written', async () => {
    const { records, disk } = testRecords()
    disk.full = true

    await expect(records.write(() => [put('a', 1)])).rejects.toThrow('full')

    expect(records.get('things', 'a')).toBeUndefined()
  })

  it('write nothing for no change', async () => {
    const { records, written } = testRecords()

    await records.write(() => [])

    expect(written).toEqual([])
  })

  it('take a change that may be lost at once, and write it after a second', async () => {
    const { records, written, clock } = testRecords()

    records.soon(() => [put('a', 1)])

    expect(records.get('things', 'a')).toBe(1)
    clock.advance(999)
    await records.write(() => [])
    expect(written).toEqual([])
    clock.advance(1)
    await records.write(() => [])
    expect(written).toEqual([[put('a', 1)]])
  })

  it('write the latest of such changes, and let no other write wait for them', async () => {
    const { records, written, clock } = testRecords()
    records.soon(() => [put('a', 1)])
    records.soon(() => [put('a', 2)])

    await records.write(() => [put('b', 3)])
    clock.advance(1000)
    await records.close()

    expect(written).toEqual([[put('b', 3)], [put('a', 2)]])
  })

  it('never write such a change over a later one of the same key', async () => {
    const { records, written, clock } = testRecords()
    records.soon(() => [put('a', 1)])
    records.soon(() => [put('b', 1)], 'newest')

    await records.write(() => [put('a', 2), ['delete', 'things', 'b']])
    clock.advance(1000)
    await records.close()

    expect(written).toEqual([[put('a', 2), ['delete', 'things', 'b']]])
  })

  it('keep such a change when the later one could not be written', async () => {
    const { records, written, disk } = testRecords()
    records.soon(() => [put('a', 1)])
    disk.full = true
    await expect(records.write(() => [put('a', 2)])).rejects.toThrow()
    disk.full = false

    await records.close()

    expect(written).toEqual([[put('a', 1)]])
  })

  it('keep such changes for the next try when the disk is full', async () => {
    const { records, written, disk, clock } = testRecords()
    records.soon(() => [put('a', 1)])
    disk.full = true
    clock.advance(1000)
    await records.write(() => [])
    disk.full = false

    await records.write(() => [put('b', 2)])
    clock.advance(1000)
    await records.close()

    expect(written).toEqual([[put('b', 2)], [put('a', 1)]])
  })

  it('keep only the newest thousand of those that may be forgotten, and all others', async () => {
    const { records, written, disk, clock } = testRecords()
    disk.full = true
    records.soon(() => [put('kept', 1)])
    for (let i = 0; i < 1500; i++) records.soon(() => [put(`note ${String(i)}`, i)], 'newest')
    clock.advance(1000)
    await records.write(() => [])
    disk.full = false

    await records.close()

    const keys = written.flat().map(([, , key]) => key)
    expect(keys).toHaveLength(1001)
    expect([keys[0], keys[1], keys.at(-1)]).toEqual(['kept', 'note 500', 'note 1499'])
    expect(records.get('things', 'note 0')).toBe(0)
  })

  it('write all of those that may be forgotten to a disk that takes them', async () => {
    const { records, written } = testRecords()
    for (let i = 0; i < 1500; i++) records.soon(() => [put(`note ${String(i)}`, i)], 'newest')

    await records.close()

    expect(written.flat()).toHaveLength(1500)
  })

  it('do not let such a change undo one that is being written', async () => {
    const { records, written, disk } = testRecords()
    let goOn = () => {}
    disk.gate = new Promise((resolve) => (goOn = resolve))

    const writing = records.write(() => [put('a', 'written')])
    await new Promise((resolve) => setImmediate(resolve))
    records.soon(() => [put('a', `${String(records.get('things', 'a'))}, then used`)])
    goOn()
    await writing
    await records.close()

    expect(records.get('things', 'a')).toBe('written, then used')
    expect(written.at(-1)).toEqual([put('a', 'written, then used')])
  })

  it('write what waits when they are closed, and take no more', async () => {
    const { records, written } = testRecords()
    records.soon(() => [put('a', 1)])

    await records.close()

    expect(written).toEqual([[put('a', 1)]])
    await expect(records.write(() => [put('b', 1)])).rejects.toMatchObject({
      name: 'VaultLockedError',
    })
  })
})

function put(key: string, value: unknown): Operation {
  return ['put', 'things', key, value]
}

function testRecords() {
  const written: (readonly Operation[])[] = []
  const disk = { full: false, gate: Promise.resolve() }
  const clock = new FakeClock()
  const writer = {
    append: async (batch: readonly Operation[]) => {
      await disk.gate
      if (disk.full) throw new VaultReadOnlyError('The disk is full.')
      written.push(batch)
      return 100
    },
    tidy: async () => {},
    close: async () => {},
  }
  return { records: new Records(writer, new Collections(), clock), written, disk, clock }
}
