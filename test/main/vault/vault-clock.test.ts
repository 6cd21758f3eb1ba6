/** The vault's clock ages the trash correctly, whatever the computer's clock does. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Vault } from '../../../src/main/vault/vault'
import { applyChanges } from '../../support/apply-changes'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, type VaultHome } from '../../support/vault-home'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

it('a deleted passkey goes after thirty days of running, although the clock was once a year ahead', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  await deleteOne(vault)
  home.clock.jump(365 * DAY)
  home.clock.advance(HOUR)
  home.clock.jump(-365 * DAY)

  home.clock.advance(22 * DAY)
  await settled(vault)
  expect(vault.passkeys.listTrash()).toHaveLength(1)
  await vault.close()
  const again = await home.openVault()
  home.clock.advance(HOUR + DAY)
  await settled(again)
  expect(again.passkeys.listTrash()).toEqual([])
})

it('a deleted passkey ages by the days between the starts, although the clock was once a year ahead', async () => {
  const home = memoryHome()
  await deleteOnePasskey(home)
  home.clock.jump(365 * DAY)
  await look(home)
  home.clock.jump(-365 * DAY)
  await look(home)

  const left = await looksUntilGone(home)
  expect(left).toBe(23)
})

it.each([
  ['that resets at every boot', (home: VaultHome) => -home.clock.now()],
  ['that is a year ahead at every other start', () => 365 * DAY],
])('a deleted passkey is kept by a clock %s', async (_, jump) => {
  const home = memoryHome()
  await deleteOnePasskey(home)
  for (let start = 0; start < 20; start++) {
    const ms = jump(home)
    home.clock.jump(ms)
    await look(home)
    home.clock.jump(-ms)
    // Sometimes the clock is corrected by seconds.
    home.clock.jump(start % 2 === 0 ? 20_000 : -10_000)
    await look(home)
  }

  const vault = await home.openVault()
  expect(vault.passkeys.listTrash()[0]?.keptForMs).toBeGreaterThan(22 * DAY)
})

it('a deleted passkey ages as long as Latchkey runs, and at most seven days more for a jump', async () => {
  const step = fc.oneof(
    fc.record({
      what: fc.constant('runs' as const),
      ms: fc.integer({ min: 1, max: 60 }).map(toHours),
    }),
    fc.record({
      what: fc.constantFrom('jumps' as const, 'is off' as const),
      ms: fc.integer({ min: -400, max: 400 }).map((days) => days * DAY),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const home = memoryHome()
      let vault = await home.openVault()
      await deleteOne(vault)
      let [ran, jumped] = [0, 0]
      for (const { what, ms } of steps) {
        if (what === 'is off') await vault.close()
        if (what === 'runs') home.clock.advance(ms)
        else home.clock.jump(ms)
        if (what === 'is off') vault = await home.openVault()
        await settled(vault)
        if (what === 'runs') ran += ms
        else jumped += Math.min(Math.max(ms, 0), 7 * DAY)

        const [left] = vault.passkeys.listTrash()
        const age = 30 * DAY - (left?.keptForMs ?? 0)
        if (left) expect(age).toBeGreaterThanOrEqual(Math.min(ran, 30 * DAY))
        expect(age).toBeLessThanOrEqual(ran + jumped)
        if (!left) break
      }
      await vault.close()
    }),
  )
})

/** How many days Latchkey starts once a day until the trash is empty. */
async function looksUntilGone(home: VaultHome): Promise<number> {
  for (let days = 0; ; days++) {
    const vault = await home.openVault()
    await settled(vault)
    const isEmpty = vault.passkeys.listTrash().length === 0
    await vault.close()
    if (isEmpty || days > 40) return days
    home.clock.jump(DAY)
  }
}

async function deleteOnePasskey(home: VaultHome): Promise<void> {
  const vault = await home.openVault()
  await deleteOne(vault)
  await vault.close()
}

async function look(home: VaultHome): Promise<void> {
  await (await home.openVault()).close()
}

function toHours(hours: number): number {
  return hours * HOUR
}

async function deleteOne(vault: Vault): Promise<void> {
  const passkey = keptPasskey()
  await vault.passkeys.add(passkey, PRIVATE_KEY)
  await vault.passkeys.trash(passkey.credentialId, 'deleted')
}

/** Resolves once pending and running writes have ended. */
async function settled(vault: Vault): Promise<void> {
  await applyChanges(vault.passkeys, [])
}
