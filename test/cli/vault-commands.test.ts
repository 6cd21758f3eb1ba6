/** `latchkey vault …`, with the real command line, vault and files: without the app, and with it. */
import { describe, expect, it } from 'vitest'
import { inTerminal } from '../../src/shared/placed-text'
import { systemProcesses } from '../../src/main/vault/processes'
import type { VaultReport } from '../../src/shared/vault-report'
import { closedVault, damagedCases, damagedHome } from '../support/damaged-vault'
import { vaultHome } from '../support/vault-home'
import { vaultTerminal as terminal } from '../support/vault-terminal'

describe.each(damagedCases)('of $what', ({ damage, found }) => {
  it('the command line, without the app and with it, and the window’s state say the same', async () => {
    const closed = await closedVault(6)
    const { home } = closed
    await home.write(damage(closed))
    const isLost = !['whole', 'torn'].includes(found.condition)

    const alone = await terminal(home)('check', '--json')
    const { code, out } = await terminal(home)('check')

    expect(JSON.parse(alone.out)).toMatchObject({ file: found })
    expect([alone.code, code]).toEqual(isLost ? [5, 5] : [0, 0])
    if (found.passkeys !== null) expect(out).toContain(`${found.passkeys} passkeys can be read`)
    if (found.lost > 0) expect(out).toMatch(new RegExp(`: ${found.lost} .* lost`))

    const vault = home.vault()
    await vault.open()
    const { state } = vault
    if (state.state === 'open') {
      expect(vault.passkeys.list()).toHaveLength(found.passkeys ?? NaN)
      expect(state.damage).toEqual(isLost ? { is: found.condition, lost: found.lost } : undefined)
      if (found.lost > 0) expect(inTerminal(state.warning ?? '')).toContain(`${found.lost} `)
    } else
      expect({ ...found, reason: state.state === 'locked' && state.reason }).toMatchObject({
        condition: 'unreadable',
        reason: 'unreadable',
      })
    const withApp = await terminal(home, vault)('check', '--json')
    // The unfinished end was removed.
    const condition = found.condition === 'torn' ? 'whole' : found.condition
    expect(JSON.parse(withApp.out)).toMatchObject({ file: { ...found, condition } })
    expect(withApp.code).toBe(isLost ? 5 : 0)
  })
})

describe('latchkey vault', () => {
  it('shows what a repair would do, does it with --yes, and undoes it', async () => {
    const { home, damaged } = await damagedHome()
    const run = terminal(home)

    const shown = await run('repair')
    expect(shown).toMatchObject({ code: 3, err: expect.stringContaining('4 passkeys can be read') })
    expect(shown.err).toContain('add --yes')
    expect((await home.read()).toString('hex')).toBe(damaged)

    expect(await run('repair', '--yes')).toMatchObject({ code: 0 })
    expect(await run('check')).toMatchObject({
      code: 0,
      out: expect.stringContaining('latchkey vault undo'),
    })
    expect(await run('repair', '--yes')).toMatchObject({
      code: 0,
      err: expect.stringContaining('nothing to repair'),
    })

    expect(await run('undo')).toMatchObject({ code: 3 })
    expect(await run('undo', '--yes')).toMatchObject({ code: 0 })
    expect((await home.read()).toString('hex')).toBe(damaged)
    expect(await run('undo', '--yes')).toMatchObject({ code: 2 })
  })

  it('repairs the vault of the running app', async () => {
    const { home } = await damagedHome()
    const vault = await home.openVault()

    const { code, out } = await terminal(home, vault)('repair', '--yes', '--json')

    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ changed: true, report: { undo: { what: 'repair' } } })
    expect(vault.state).toMatchObject({ readOnly: null, warning: null })
  })

  it('lists backups, and restores one', async () => {
    const { home, bytes, ends } = await closedVault(3)
    await home.write(bytes.subarray(0, ends[2]), 'vault.pkv.1')
    await home.write(Buffer.from('no vault'))
    const run = terminal(home)

    expect((await run('backups')).out).toMatch(
      /PASSKEYS +STATE +BACKUP\n.* 2 +whole +vault\.pkv\.1/,
    )
    const shown = await run('restore', 'vault.pkv.1')
    expect(shown).toMatchObject({ code: 3, err: expect.stringContaining('cannot be read') })
    expect(await run('restore', 'vault.pkv.1', '--yes')).toMatchObject({ code: 0 })
    const after = JSON.parse((await run('check', '--json')).out) as VaultReport
    expect(after.file).toMatchObject({ condition: 'whole', passkeys: 2 })
  })

  it.each<[readonly string[], number, string]>([
    [['restore', 'vault.pkv.9', '--yes'], 2, 'no backup vault.pkv.9'],
    [['restore', '--yes'], 64, 'Name one backup'],
    [['check', 'x'], 64, 'no more words'],
    [['check', '--yes'], 64, '--yes'],
    [['mend'], 64, 'no command “vault mend”'],
    [['undo', '--yes'], 2, 'nothing to undo'],
  ])('ends %j with the exit code %i', async (args, code, message) => {
    const { home } = await closedVault(1)
    const before = await home.contents()

    const ended = await terminal(home)(...args)

    expect(ended).toMatchObject({ code, err: expect.stringContaining(message) })
    expect(await home.contents()).toEqual(before)
  })

  it('names the process that has the vault open, and ends as for a locked vault', async () => {
    const home = await vaultHome()
    const first = await home.openVault()
    expect(first.state.state).toBe('open')
    const identify = (pid: number) => systemProcesses.identify(pid)
    const other = home.vault({ pid: 1, identify })

    const { code, err } = await terminal(home, other)('check')

    expect(code).toBe(4)
    expect(err).toMatch(
      new RegExp(
        `open: process ${String(process.pid)} on .+, since 20..-..-.. ..:.. UTC\\. Close it`,
      ),
    )
  })

  it.each([
    ['whole', 0, 'up to the end'],
    ['cut off', 10, 'bytes after them are none'],
  ])('says what can be seen of a %s file without its key', async (_, less, said) => {
    const { home, bytes } = await closedVault(3)
    await home.write(bytes.subarray(0, bytes.length - less))
    home.keychain.items.clear()

    const { code, out } = await terminal(home)('check')

    expect(code).toBe(4)
    expect(out).toContain(`there are ${less === 0 ? 3 : 2} entries`)
    expect(out).toContain(said)
  })

  it('says that the key is missing, and that there is no vault', async () => {
    const { home } = await closedVault(1)
    home.keychain.mood = 'locked'
    expect(await terminal(home)('check')).toMatchObject({
      code: 4,
      out: expect.stringContaining('keychain does not open: it is locked'),
    })
    await home.remove('vault.pkv')
    expect(await terminal(home)('check')).toMatchObject({ code: 2 })
    expect(await terminal(home)('repair', '--yes')).toMatchObject({ code: 2 })
    expect(await home.names()).toEqual([])
  })

  it('does not touch a vault that the user has locked', async () => {
    const { home } = await damagedHome()
    const vault = await home.openVault()
    await vault.lock()
    expect((await terminal(home, vault)('repair', '--yes')).code).toBe(4)
    expect(vault.state.state).toBe('locked-by-user')
  })
})
