import { afterEach, expect, it, vi } from 'vitest'
import { Listeners } from '../../../src/main/vault/listeners'
import { closedVault } from '../../support/damaged-vault'

const FAULT = new Error('a fault of a listener')

/** What Node would get as unhandled rejections. Vitest would fail the test for those. */
function takeRejections(): unknown[] {
  const taken: unknown[] = []
  vi.spyOn(Promise, 'reject').mockImplementation((reason) => {
    taken.push(reason)
    return new Promise<never>(() => undefined)
  })
  return taken
}

afterEach(() => vi.restoreAllMocks())

const failing = () => {
  throw FAULT
}

it('tells every listener, also after one that throws, and leaves the error to Node', () => {
  const rejections = takeRejections()
  const listeners = new Listeners<[number]>()
  const told: number[] = []
  listeners.add(failing)
  listeners.add((value) => void told.push(value))

  listeners.call(7)

  expect(told).toEqual([7])
  expect(rejections).toEqual([FAULT])
})

it('does not keep a vault from being locked, and opened again', async () => {
  const { home, kept } = await closedVault(1)
  const vault = await home.openVault()
  const rejections = takeRejections()
  vault.passkeys.onChange(failing)
  vault.onStateChange(failing)

  await vault.lock()
  expect(vault.state).toMatchObject({ state: 'locked-by-user' })
  await vault.retry()
  expect(vault.passkeys.list()).toEqual(kept)
  await vault.close()
  expect(new Set(rejections)).toEqual(new Set([FAULT]))
})
