/** The next steps that `latchkey vault …` suggests, and those that are no longer possible. */
import { expect, it } from 'vitest'
import { closedVault, damagedHome, withFlippedBit } from '../support/damaged-vault'
import type { VaultHome } from '../support/vault-home'
import { vaultTerminal } from '../support/vault-terminal'

async function nameOf(home: VaultHome, part: string): Promise<string> {
  return (await home.names()).find((name) => name.includes(part)) ?? ''
}

it('says at each check that an end is lost, until the user goes on without it', async () => {
  const { home, bytes, ends } = await closedVault(3)
  await home.write(bytes.subarray(0, ends[1]))
  const run = vaultTerminal(home)
  await (await home.openVault()).close()

  const checked = await run('check')
  expect(checked.code).toBe(5)
  expect(checked.out).toContain('2 changes that were saved are lost')
  expect(checked.out).toContain(await nameOf(home, 'torn'))
  expect(checked.out).toContain('latchkey vault repair')

  expect((await run('repair', '--yes')).code).toBe(0)
  expect((await run('check')).code).toBe(0)
})

it('names the file that undoes an undo', async () => {
  const { home } = await damagedHome()
  const run = vaultTerminal(home)
  await run('repair', '--yes')

  const { err } = await run('undo', '--yes')

  const undone = await nameOf(home, 'undone')
  expect(err).toContain(`To undo this: latchkey vault restore ${undone}`)
  expect((await run('restore', undone, '--yes')).code).toBe(0)
})

it('does not keep a file that is not there, nor say so', async () => {
  const { home, bytes } = await closedVault(2)
  await home.write(bytes, 'vault.pkv.1')
  await home.remove('vault.pkv')
  const run = vaultTerminal(home)

  const shown = await run('restore', 'vault.pkv.1')
  expect(shown.err).toContain('There is no file of the vault.')
  expect(shown.err).not.toContain('is kept')
  const { err } = await run('restore', 'vault.pkv.1', '--yes')
  expect(err).not.toContain('The file that was there')
})

it.each([
  ['its note is gone', (home: VaultHome) => home.remove('vault.undo'), /^$/],
  [
    'its note is damaged',
    (home: VaultHome) => home.write(Buffer.from('{'), 'vault.undo'),
    /vault\.undo is damaged/,
  ],
  [
    'the file before is gone',
    async (home: VaultHome) => home.remove(await nameOf(home, 'kept')),
    /vault\.pkv\.kept-\S+, the file before, is missing/,
  ],
])('says why a repair cannot be undone: %s', async (_, spoil, why) => {
  const { home } = await damagedHome()
  const run = vaultTerminal(home)
  await run('repair', '--yes')
  await spoil(home)
  const kept = await nameOf(home, 'kept')

  const [undone, checked] = [await run('undo'), await run('check')]

  expect(undone.code).toBe(2)
  for (const said of [undone.err, checked.out]) {
    expect(
      /.*(vault\.undo is damaged|, the file before, is missing)/.exec(said)?.[0] ?? '',
    ).toMatch(why)
    if (kept !== '') expect(said).toContain(`latchkey vault restore ${kept}`)
  }
})

it('says once, and in a few words, that a backup cannot be opened without its key either', async () => {
  const { home, bytes } = await closedVault(1)
  await home.write(bytes, 'vault.pkv.1')
  home.keychain.items.clear()

  const { err } = await vaultTerminal(home)('restore', 'vault.pkv.1')

  expect(err).toContain(
    'It cannot be opened here now, either, because the keychain is unlocked, but',
  )
  expect(err.split('he keychain is unlocked')).toHaveLength(2)
  expect(err).not.toContain('The vault was not changed')
  expect((await vaultTerminal(home)('check')).out).toContain('there is 1 entry,')
})

it('says how much the backup holds that it advises, and that it is less than the vault has', async () => {
  const { home, bytes, ends } = await closedVault(3)
  await home.write(bytes.subarray(0, ends[0]), 'vault.pkv.1')
  await home.write(bytes.subarray(0, ends[1]))

  const { out } = await vaultTerminal(home)('check')

  expect(out).toMatch(
    /The newest backup that is whole is vault\.pkv\.1, with 0 passkeys, fewer than the file has now \(1\)\./,
  )
})

it.each([
  ['missing', (home: VaultHome) => home.remove('vault.witness')],
  ['damaged', (home: VaultHome) => home.write(Buffer.alloc(200, 7), 'vault.witness')],
])('says that the witness is %s, until the vault is opened', async (what, spoil) => {
  const { home } = await closedVault(2)
  await spoil(home)
  const run = vaultTerminal(home)
  expect((await run('check')).out).toContain(`vault.witness is ${what}`)

  await (await home.openVault()).close()
  expect((await run('check')).out).not.toContain('witness')
})

it('does not count a header that the next opening repairs as a loss', async () => {
  const { home, bytes } = await closedVault(2)
  await home.write(withFlippedBit(bytes, 20))
  const run = vaultTerminal(home)

  const { code, out } = await run('check')
  expect(code).toBe(0)
  expect(out).toContain('Only the beginning of the file is damaged. Nothing is lost.')
  expect((await run('repair', '--yes')).code).toBe(0)
  expect((await run('check')).out).toContain('The file is whole.')
})

it('says that the disk is full, and what to do', async () => {
  const { home, bytes } = await closedVault(2)
  await home.write(bytes, 'vault.pkv.1')
  home.backupFailures = []
  home.freeBytes = 0
  const run = vaultTerminal(home)

  expect(await run('check')).toMatchObject({
    code: 5,
    out: expect.stringContaining('Nothing can be saved now. The disk is full.'),
  })
  home.files.fault = () => ({ code: 'ENOSPC' })
  expect(await run('restore', 'vault.pkv.1', '--yes')).toMatchObject({
    code: 5,
    err: expect.stringContaining(
      'The disk is full. Nothing was changed. Free some space, then try again.',
    ),
  })
})
