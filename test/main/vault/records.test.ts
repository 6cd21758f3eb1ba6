import { describe, expect, it } from 'vitest'
import { Collections } from '../../../src/main/vault/collections'
import { VaultReadOnlyError } from '../../../src/main/vault/errors'
import type { Operation } from '../../../src/main/vault/operation'
import { Records } from '../../../src/main/vault/records'
import { FakeClock } from '../../support/fake-clock'

describe('records', () => {
  it('are readable only after they are written', async () => {
    const { records } = testRecords()

    const writing = records.write(() => [put('a', 1)])

    expect(records.get('things', 'a')).toBeUndefined()
    await writing
    expect(records.get('things', 'a')).toBe(1)
  })

  it('apply concurrent writes one at a time, without losing any', async () => {
    const { records } = testRecords()
    const increase = () => [put('a', Number(records.get('things', 'a') ?? 0) + 1)]

    await Promise.all(Array.from({ length: 20 }, () => records.write(increase)))

    expect(records.get('things', 'a')).toBe(20)
  })

  it('stay unchanged when a write fails', async () => {
    const { records, disk } = testRecords()
    disk.full = true

    await expect(records.write(() => [put('a', 1)])).rejects.toThrow('full')

    expect(records.get('things', 'a')).toBeUndefined()
  })

  it('do not write an empty list of changes', async () => {
    const { records, written } = testRecords()

    await records.write(() => [])

    expect(written).toEqual([])
  })

  it('apply a deferred change at once, and write it after a second', async () => {
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

  it('write the latest deferred change, and do not delay other writes', async () => {
    const { records, written, clock } = testRecords()
    records.soon(() => [put('a', 1)])
    records.soon(() => [put('a', 2)])

    await records.write(() => [put('b', 3)])
    clock.advance(1000)
    await records.close()

    expect(written).toEqual([[put('b', 3)], [put('a', 2)]])
  })

  it('drop a deferred change when a later write sets the same key', async () => {
    const { records, written, clock } = testRecords()
    records.soon(() => [put('a', 1)])
    records.soon(() => [put('b', 1)], 'newest')

    await records.write(() => [put('a', 2), ['delete', 'things', 'b']])
    clock.advance(1000)
    await records.close()

    expect(written).toEqual([[put('a', 2), ['delete', 'things', 'b']]])
  })

  it('keep a deferred change when the later write fails', async () => {
    const { records, written, disk } = testRecords()
    records.soon(() => [put('a', 1)])
    disk.full = true
    await expect(records.write(() => [put('a', 2)])).rejects.toThrow()
    disk.full = false

    await records.close()

    expect(written).toEqual([[put('a', 1)]])
  })

  it('retry deferred changes after the disk was full', async () => {
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

  it('keep the newest thousand droppable changes while the disk is full, and all other deferred changes', async () => {
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

  it('write all droppable changes when the disk has room', async () => {
    const { records, written } = testRecords()
    for (let i = 0; i < 1500; i++) records.soon(() => [put(`note ${String(i)}`, i)], 'newest')

    await records.close()

    expect(written.flat()).toHaveLength(1500)
  })

  it('apply a deferred change on top of a write that is in progress', async () => {
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

  it('write deferred changes on close, and reject later writes', async () => {
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
    rewrite: async () => true,
    tidy: async () => {},
    close: async () => {},
  }
  return { records: new Records(writer, new Collections(), clock), written, disk, clock }
}
