/** Replacing the vault's file: on a disk that fails, and in the right order. */
import { describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/main/vault/vault'
import { damagedHome, open } from '../../support/damaged-vault'

describe.each<[string, (vault: Vault) => Promise<void>]>([
  ['repairing', (vault) => vault.rescue.repair()],
  ['restoring', (vault) => vault.rescue.restore('vault.pkv.1')],
])('a disk that fails while %s', (_, step) => {
  it('leaves the vault as it was, or done, at each call', { timeout: 60_000 }, async () => {
    let isDone = false
    for (let number = 0; !isDone; number++) {
      const { home, kept, damaged } = await damagedHome()
      await home.write(Buffer.from(damaged, 'hex'), 'vault.pkv.1')
      const vault = await home.openVault()
      home.files.reset()
      isDone = true
      home.files.fault = (call) => {
        if (call.number !== number) return undefined
        isDone = false
        return { code: 'ENOSPC' }
      }

      const error = await step(vault).then(
        () => null,
        (thrown: unknown) => thrown,
      )

      home.files.fault = () => undefined
      expect(vault.state.state).toBe('open')
      expect(vault.passkeys.list()).toHaveLength(kept.length - 1)
      expect(Object.values(await home.contents())).toContain(damaged)
      if (error === null) expect(vault.state).toMatchObject({ warning: null })
      await vault.rescue.check()
      await vault.close()
      expect((await open(home)).passkeys).toHaveLength(kept.length - 1)
    }
  })
})

it('has a file with the name of the vault at every moment of a repair', async () => {
  const { home } = await damagedHome()
  const vault = await home.openVault()
  const seen: Promise<number>[] = []
  home.files.fault = () => {
    seen.push(home.read().then(({ length }) => length))
    return undefined
  }
  await vault.rescue.repair()
  expect(seen.length).toBeGreaterThan(5)
  expect(Math.min(...(await Promise.all(seen)))).toBeGreaterThan(0)
})

it('makes new names durable: it syncs the folder after giving the vault its name', async () => {
  const { home } = await damagedHome()
  const vault = await home.openVault()
  const calls: string[] = []
  home.files.fault = ({ call, path }) => {
    calls.push(`${call} ${path.replace(/.*\/vault(?=[./])/, '').replace(/-20.*/, '')}`)
    return undefined
  }

  await vault.rescue.repair()

  const from = calls.indexOf('create .pkv.tmp-next')
  expect(calls.slice(from, calls.indexOf('rename .pkv') + 2)).toEqual([
    'create .pkv.tmp-next',
    'write .pkv.tmp-next',
    'sync .pkv.tmp-next',
    'link .pkv.kept',
    'remove .pkv.tmp-undo',
    'create .pkv.tmp-undo',
    'write .pkv.tmp-undo',
    'sync .pkv.tmp-undo',
    'rename .undo',
    'syncFolder /vault',
    'rename .pkv',
    'syncFolder /vault',
  ])
})
