/** How many entries are reported as lost: neither too many nor too few. */
import { expect, it } from 'vitest'
import { closedVault, open, rewrite } from '../../support/damaged-vault'

it('adds entries that are missing in the middle to those cut off at the end', async () => {
  const { home, bytes, ends } = await closedVault(6)
  bytes[ends[1]! + 50]! ^= 1
  await home.write(bytes.subarray(0, ends[4]))

  const { state, passkeys } = await open(home)

  expect(passkeys).toHaveLength(3)
  expect(state).toMatchObject({
    warning: { inTerminal: expect.stringContaining('3 entries are lost') },
    damage: { is: 'damaged', lost: 3 },
  })
})

it('adds missing opening records to the damaged entries before them, even without a witness', async () => {
  const { home } = await closedVault(6)
  const vault = await home.openVault()
  await rewrite(vault)
  await vault.close()
  const bytes = await home.read()
  const ends = frameEnds(bytes)
  const lostOf = async (file: Uint8Array): Promise<number> => {
    await home.write(file)
    await home.write(new Uint8Array(0), 'vault.witness')
    const { state } = await open(home)
    return state.state === 'open' ? (state.damage?.lost ?? 0) : NaN
  }
  const cut = await lostOf(bytes.subarray(0, ends[3]))
  expect(cut).toBeGreaterThan(0)

  bytes[ends[0]! + 50]! ^= 1
  expect(await lostOf(bytes.subarray(0, ends[3]))).toBe(cut + 1)
})

it('does not count the opening frame', async () => {
  const { home, bytes, ends, kept } = await closedVault(3)
  bytes[ends[0]! - 3]! ^= 1
  await home.write(bytes)

  const { state, passkeys } = await open(home)

  expect(passkeys).toEqual(kept)
  expect(state).toMatchObject({
    warning: { inTerminal: expect.stringContaining('Nothing is lost') },
  })
})

function frameEnds(bytes: Buffer): number[] {
  const ends: number[] = []
  let offset = 42 + bytes.readUInt32BE(38) + 8
  while (offset < bytes.length) {
    offset += 36 + bytes.readUInt32BE(offset)
    ends.push(offset)
  }
  return ends
}
