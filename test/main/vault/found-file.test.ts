/**
 * A vault's file is checked, repaired and restored one part at a time, even while the vault is open or another program
 * writes.
 */
import { describe, expect, it, vi } from 'vitest'
import type { Vault } from '../../../src/main/vault/vault'
import { closedVault, withFlippedBit } from '../../support/damaged-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, type VaultHome } from '../../support/vault-home'

const PART_BYTES = 256 * 1024

/** Calls `seen` before each read of a file that was opened for reading. */
function whenRead(home: VaultHome, seen: (bytes: number, position: number) => unknown): void {
  const open = home.files.open.bind(home.files)
  vi.spyOn(home.files, 'open').mockImplementation(async (path, how) => {
    const file = await open(path, how)
    const read = file.read.bind(file)
    vi.spyOn(file, 'read').mockImplementation(async (target, position) => {
      if (how === 'read' && isVault(path)) await seen(target.length, position)
      return read(target, position)
    })
    return file
  })
}

function isVault(path: string): boolean {
  return /vault\.pkv(\.1)?$/.test(path)
}

/** A home with a vault of more than two parts, one bit of which is flipped, and a whole copy of it. */
async function largeHome(): Promise<VaultHome> {
  const home = memoryHome()
  const vault = await home.openVault()
  const userName = 'x'.repeat(60_000)
  for (let i = 0; i < 12; i++) await vault.passkeys.add(keptPasskey({ userName }), PRIVATE_KEY)
  await vault.close()
  const bytes = await home.read()
  expect(bytes.length).toBeGreaterThan(2 * PART_BYTES)
  await home.write(bytes, 'vault.pkv.1')
  await home.write(withFlippedBit(bytes, 100_000))
  return home
}

describe('a large file is read a part at a time', () => {
  it.each<[string, (vault: Vault) => Promise<unknown>]>([
    ['checked', (vault) => vault.rescue.check()],
    ['repaired', (vault) => vault.rescue.repair()],
    ['restored from a copy', (vault) => vault.rescue.restore('vault.pkv.1')],
  ])('when it is %s', async (_, act) => {
    const home = await largeHome()
    const vault = home.vault()
    const parts: number[] = []
    whenRead(home, (bytes) => parts.push(bytes))

    await act(vault)

    expect(parts.length).toBeGreaterThan(3)
    expect(Math.max(...parts)).toBe(PART_BYTES)
    expect(home.files.stillOpen.filter(isVault)).toHaveLength(vault.state.state === 'open' ? 1 : 0)
  })

  it('when its key is missing', async () => {
    const home = await largeHome()
    home.keychain.items.clear()
    const parts: number[] = []
    whenRead(home, (bytes) => parts.push(bytes))

    const { backups } = await home.vault().rescue.check()

    expect(backups[0]).toMatchObject({
      condition: 'sealed',
      unread: 0,
      problem: expect.stringContaining('there are 12 entries, and that they follow one another'),
    })
    expect(Math.max(...parts)).toBe(PART_BYTES)
  })
})

it('an open vault accepts a change during a check, which reports the state before', async () => {
  const { home } = await closedVault(3)
  const vault = await home.openVault()
  let isAdded = false
  whenRead(home, async (_, position) => {
    if (isAdded || position === 0) return
    isAdded = true
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
  })

  const { file } = await vault.rescue.check()

  expect(isAdded).toBe(true)
  expect(file).toMatchObject({ condition: 'whole', passkeys: 3, lost: 0, unread: 0 })
  expect(vault.passkeys.list()).toHaveLength(4)
})

describe('a file that does not seem whole, and that another program changes while it is read,', () => {
  /** @param left how many bytes of the unfinished end the other program leaves at each check. */
  async function tornHome(
    left: (look: number) => number,
  ): Promise<{ home: VaultHome; looks: () => number }> {
    const { home, bytes } = await closedVault(3)
    await home.write(Buffer.concat([bytes, Buffer.alloc(300, 7)]))
    const other = await home.files.open(home.file, 'read-write')
    let looks = 0
    whenRead(home, async (_, position) => {
      if (position === 0) looks++
      else await other.truncate(bytes.length + left(looks))
    })
    return { home, looks: () => looks }
  }

  it('is read again', async () => {
    const { home, looks } = await tornHome(() => 0)

    const { file } = await home.vault().rescue.check()

    expect(file).toMatchObject({ condition: 'whole', passkeys: 3, lost: 0, unread: 0 })
    expect(looks()).toBe(2)
  })

  it('is read at most three times', async () => {
    const { home, looks } = await tornHome((look) => 100 - look)

    const { file } = await home.vault().rescue.check()

    expect(file?.condition).toBe('torn')
    expect(looks()).toBe(3)
  })

  it('is read once if it did not change', async () => {
    const { home, looks } = await tornHome(() => 300)

    const { file } = await home.vault().rescue.check()

    expect(file).toMatchObject({ condition: 'torn', passkeys: 3, unread: 300 })
    expect(looks()).toBe(1)
  })
})
