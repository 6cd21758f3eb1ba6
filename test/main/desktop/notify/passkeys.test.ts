import { expect, it } from 'vitest'
import { notifyOfPasskeys } from '../../../../src/main/desktop/notify/passkeys'
import { memoryVault } from '../../../../src/main/vault/memory-vault'
import type { PasskeysChange } from '../../../../src/shared/main-events'
import { FakeClock } from '../../../support/fake-clock'
import { passkey } from '../../../support/passkeys'
import { seededRandom } from '../../../support/webauthn-ports'

const KEY = new Uint8Array(32)
const FRAME_MS = 16
/** Longer than a reload waits for the previous one. */
const RELOAD_MS = 1000
const one = passkey()
const id = (index: number) => Uint8Array.of(1, index >> 8, index & 0xff)
const server = (index: number) => passkey({ credentialId: id(index), discoverable: false })

async function world() {
  const clock = new FakeClock()
  const vault = memoryVault(clock, seededRandom())
  await vault.open()
  const told: (PasskeysChange | null)[] = []
  let trash = 0
  notifyOfPasskeys(
    vault,
    { changed: (change) => void told.push(change), trashChanged: () => trash++ },
    clock,
  )
  return { clock, vault, passkeys: vault.passkeys, told, trashTold: () => trash }
}

it.each(['opens', 'is locked'])('asks once to read everything when the vault %s', async (how) => {
  const { vault, told, trashTold, clock } = await world()
  if (how === 'opens') await vault.lock()
  clock.advance(RELOAD_MS)
  const before = { told: told.length, trash: trashTold() }

  await (how === 'opens' ? vault.retry() : vault.lock())
  clock.advance(RELOAD_MS)

  expect(told.slice(before.told)).toEqual([null])
  expect(trashTold() - before.trash).toBe(1)
})

it('reports a change at once', async () => {
  const { passkeys, told } = await world()
  await passkeys.add(one, KEY)

  expect(told).toMatchObject([{ kept: [{ id: 'AQID', userName: 'ada@example.org' }], gone: [] }])
})

it('reports the changes within a frame together, with the latest state of each passkey', async () => {
  const { passkeys, told, clock } = await world()
  await passkeys.add(one, KEY)
  await passkeys.rename(one.credentialId, { userName: 'a', userDisplayName: 'A' })
  await passkeys.rename(one.credentialId, { userName: 'b', userDisplayName: 'B' })
  expect(told).toHaveLength(1)
  clock.advance(FRAME_MS)

  expect(told.slice(1)).toMatchObject([{ kept: [{ userName: 'b' }], gone: [] }])
})

it('reports removed passkeys, and that the trash changed', async () => {
  const { passkeys, told, clock, trashTold } = await world()
  await passkeys.add(one, KEY)
  clock.advance(1000)
  await passkeys.trash(one.credentialId, 'a test')

  expect(told.at(-1)).toEqual({ kept: [], gone: ['AQID'] })
  expect(trashTold()).toBe(1)
})

it('lets the window read all of them when there are many', async () => {
  const { passkeys, told, clock } = await world()
  await passkeys.add(server(0), KEY)
  for (let i = 1; i <= 101; i++) await passkeys.add(server(i), KEY)
  clock.advance(FRAME_MS)

  expect(told.slice(1)).toEqual([null])
})

it('lets the window read all of them when the vault is closed', async () => {
  const { vault, told } = await world()
  await vault.close()

  expect(told).toEqual([null])
})
