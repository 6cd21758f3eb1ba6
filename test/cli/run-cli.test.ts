import { describe, expect, it } from 'vitest'
import { runCli } from '../../src/cli/run-cli'
import { columnsOf } from '../../src/cli/plain-text'
import { CommandError } from '../../src/shared/command-api'
import { applyChanges } from '../support/apply-changes'
import { ADA, terminal } from '../support/terminal'

describe('latchkey passkeys', () => {
  it('lists them as a table', async () => {
    const { run } = await terminal()
    const { code, out, opened } = await run('passkeys', 'list')

    expect([code, opened]).toEqual([0, 0])
    const lines = out.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^RELYING PARTY +USER NAME +DISPLAY NAME +STATE +ID$/)
    expect(lines[1]).toMatch(/^example.org +ada@example.org +Ada +AQID$/)
  })

  it('writes out what a name would do to the terminal', async () => {
    const { run } = await terminal()
    const { out } = await run('passkeys', 'list', '--rp', 'login.test')

    expect(out).toContain('B␛[31m[U+202E]neB')
    expect(out).not.toContain('\u001b')
  })

  it('cuts the table to the width of the terminal', async () => {
    const { run, calls } = await terminal(60)
    const wide = { userName: '山田太郎'.repeat(9), userDisplayName: 'שלום עולם'.repeat(9) }
    const id = 'C'.repeat(20)
    await calls().importCredentials('webdriver', [
      { ...ADA, ...wide, credentialId: id, userHandle: 'Cw' },
    ])
    const { out } = await run('passkeys', 'list')

    const lines = out.trimEnd().split('\n')
    for (const line of lines)
      expect(columnsOf(line.replaceAll(/[\u2068\u2069]/g, ''))).toBeLessThanOrEqual(60)
    // The user copies ids from the table.
    expect(lines.some((line) => line.endsWith(id))).toBe(true)
    expect(lines.filter((line) => line.includes('\u2068'))).toHaveLength(1)
  })

  it('lists as JSON only the passkeys that are meant', async () => {
    const { run } = await terminal()
    const { out } = await run('passkeys', 'list', '--json', '--user=ben')

    expect(JSON.parse(out)).toMatchObject([{ id: 'BBBB', userName: 'ben' }])
  })

  it('says that there are no passkeys', async () => {
    const { run } = await terminal()

    expect(await run('passkeys', 'list', '--rp', 'nobody.test')).toMatchObject({
      code: 0,
      out: '',
      err: 'No passkeys found.\n',
    })
  })

  it('shows one, by its id, the beginning of that, or whose it is', async () => {
    const { run } = await terminal()
    for (const which of [['AQID'], ['AQ'], ['--user', 'ada@example.org']]) {
      const { code, out } = await run('passkeys', 'show', ...which)
      expect(code).toBe(0)
      expect(out).toMatch(/^id +AQID$/m)
      expect(out).toMatch(/^hidden +no$/m)
    }
    const { out } = await run('passkeys', 'show', 'AQID', '--json')
    expect(JSON.parse(out)).toMatchObject({ id: 'AQID' })
  })

  it('renames one', async () => {
    const { run, vault } = await terminal()
    const { code } = await run('passkeys', 'rename', 'AQID', '--display-name', 'Countess')

    expect(code).toBe(0)
    expect(vault.passkeys.find(Uint8Array.of(1, 2, 3))).toMatchObject({
      userName: 'ada@example.org',
      userDisplayName: 'Countess',
    })
  })

  it('leaves the other name to a signal that came while it ran', async () => {
    const { run, api, vault } = await terminal()
    const { listPasskeys } = api
    api.listPasskeys = async () => {
      const listed = await listPasskeys()
      const signalled = { passkeyId: Uint8Array.of(1, 2, 3), set: { userName: 'signalled' } }
      await applyChanges(vault.passkeys, [signalled])
      return listed
    }
    await run('passkeys', 'rename', 'AQID', '--display-name', 'Countess')

    expect(vault.passkeys.find(Uint8Array.of(1, 2, 3))).toMatchObject({
      userName: 'signalled',
      userDisplayName: 'Countess',
      edited: { userName: null },
    })
  })

  it('moves them to the trash, once that is confirmed', async () => {
    const { run, vault, app } = await terminal()
    const { code, out, err } = await run('passkeys', 'rm', 'AQID', 'BBBB')

    expect([code, out, app.asked.length, vault.passkeys.list().length]).toEqual([0, '', 1, 0])
    expect(err).toContain('Confirm the command in Latchkey’s window')
    expect(err).toContain('Moved 2 passkeys to the trash')
  })

  it('asks for no confirmation in a window that is not there', async () => {
    const { host, api } = await terminal()
    const alone = async () => ({ api, isAlone: true as const, close: async () => undefined })
    let err = ''
    const quiet = { ...host, open: alone, err: async (text: string) => void (err += text) }

    await runCli(['passkeys', 'rm', 'AQID'], quiet)
    await runCli(['passkeys', 'export', 'BBBB', '--output', 'x.json'], quiet)

    expect(err).not.toContain('Confirm the command')
  })

  it('moves a whole site’s to the trash only when that is said', async () => {
    const { run, vault, calls, app } = await terminal()
    app.mayUseYes = true
    await calls().importCredentials('webdriver', [
      { ...ADA, credentialId: 'CCCC', userHandle: 'Cw' },
    ])
    const site = ['passkeys', 'rm', '--rp', 'example.org', '--yes']

    expect(await run(...site)).toMatchObject({
      code: 64,
      err: expect.stringContaining('To delete all of them, give --all.') as string,
    })
    expect(vault.passkeys.list()).toHaveLength(3)
    expect(await run(...site, '--all')).toMatchObject({ code: 0 })
    expect(vault.passkeys.list()).toHaveLength(1)
  })

  it('writes them with their keys into a file, and takes them from one', async () => {
    const { run, files, vault } = await terminal()
    expect(
      await run('passkeys', 'export', 'AQID', '--output', 'out.json', '--format', 'cdp'),
    ).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringContaining(
        'Wrote one passkey with their private keys to out.json',
      ) as string,
    })
    expect(JSON.parse(files.get('out.json') ?? '')).toMatchObject([
      { credentialId: 'AQID', userHandle: 'CQ==' },
    ])
    await vault.passkeys.trash(Uint8Array.of(1, 2, 3), 'gone')
    await vault.passkeys.deleteForever([Uint8Array.of(1, 2, 3)])
    // As an editor on Windows saves it.
    files.set('out.json', `\uFEFF${files.get('out.json') ?? ''}`)

    expect(await run('passkeys', 'import', 'out.json', '--format=cdp', '--json')).toMatchObject({
      code: 0,
      out: '{\n  "passkeys": [\n    "AQID"\n  ]\n}\n',
    })
  })

  it('does not ask to confirm an export that could not be written', async () => {
    const { run, files, app } = await terminal()
    files.set('out.json', 'mine')
    const { code, err } = await run('passkeys', 'export', '--output', 'out.json')

    expect([code, err]).toEqual([1, 'latchkey: out.json is there already.\n'])
    expect(app.asked).toEqual([])
    expect(await run('passkeys', 'export', '--output', 'new', '--format', 'csv')).toMatchObject({
      code: 64,
      err: expect.not.stringContaining('Confirm') as string,
    })
  })

  it('says that one passkey is meant only if one is', async () => {
    const { run, calls } = await terminal()
    await calls().importCredentials('webdriver', [
      { ...ADA, credentialId: 'AQIE', userHandle: 'Cw' },
    ])

    expect((await run('passkeys', 'rm', '--rp', 'example.org')).err).toMatch(
      /^latchkey: 2 passkeys fit:\n {2}AQID .*\n {2}AQIE .*\nTo delete all of them, give --all\.\n/,
    )
    expect((await run('passkeys', 'rm', 'AQ')).err).toMatch(/\nGive the id of one, or more/)
  })

  it('exports all of them if no passkey is named, to the standard output on request', async () => {
    const { run } = await terminal()
    const { out } = await run('passkeys', 'export', '--output', '-')

    expect(JSON.parse(out)).toHaveLength(2)
  })

  it.each<[number, string, string[]]>([
    [2, 'no such passkey', ['passkeys', 'show', 'ZZZZ']],
    [2, 'nobody of that name', ['passkeys', 'rm', '--user', 'nobody']],
    [3, '--yes, which is not allowed', ['passkeys', 'rm', 'AQID', '--yes']],
    [1, 'a file that is not there', ['passkeys', 'import', 'nothing.json']],
    [64, 'a flag given twice', ['passkeys', 'show', '--rp', 'example.org', '--rp=']],
    [64, 'no command', []],
    [64, 'a command that is none', ['passkey']],
    [64, 'a command of passkeys that is none', ['passkeys', 'constructor']],
    [64, 'no passkey named', ['passkeys', 'show']],
    [64, 'an empty name of a passkey', ['passkeys', 'show', '']],
    [64, 'no new name', ['passkeys', 'rename', 'AQID']],
    [64, 'a flag that is none', ['passkeys', 'list', '--all']],
    [64, 'a flag of another command', ['passkeys', 'list', '--yes']],
    [64, 'a flag without its value', ['passkeys', 'list', '--rp']],
    [64, 'a switch with a value', ['passkeys', 'list', '--json=yes']],
    [64, 'a format that is none', ['passkeys', 'export', '--output', '-', '--format', 'csv']],
    [64, 'no place to write to', ['passkeys', 'export']],
    [64, 'two files', ['passkeys', 'import', 'a', 'b']],
    [64, 'ids for a list', ['passkeys', 'list', 'AQID']],
    [64, 'a flag in the place of a value', ['passkeys', 'rm', '--yes', '--rp', '--all']],
    [64, 'a flag that no command has', ['passkeys', 'list', '--nope']],
    [2, 'an unknown id that begins with a dash', ['passkeys', 'show', '-AQ']],
    [2, 'an unknown id that begins with two, behind --', ['passkeys', 'show', '--', '--AQ']],
  ])('ends with %i for %s, and says why', async (code, _what, args) => {
    const { run, vault } = await terminal()
    const ended = await run(...args)

    expect(ended.code).toBe(code)
    expect(ended.err).toMatch(/^(Confirm.*\n)?latchkey: .+\n/)
    expect(ended.out).toBe('')
    expect(vault.passkeys.list()).toHaveLength(2)
  })

  it('ends with 64 if several fit and one is meant', async () => {
    const { run, calls } = await terminal()
    await calls().importCredentials('webdriver', [
      { ...ADA, credentialId: 'AQIE', userHandle: 'Cw' },
    ])

    expect(await run('passkeys', 'show', 'AQ')).toMatchObject({
      code: 64,
      err: expect.stringContaining('2 passkeys fit:\n') as string,
    })
  })

  it('ends with 3 for what the user denied', async () => {
    const { run, app } = await terminal()
    app.answer = false

    expect(await run('passkeys', 'rm', 'AQID')).toMatchObject({ code: 3 })
  })

  it.each([
    ['locked', 4],
    ['read-only', 5],
    ['no-answer', 6],
  ] as const)('ends on %s with %d, and tells that as JSON too', async (why, exit) => {
    const { run, host } = await terminal()
    host.open = async () => {
      throw new CommandError(why, 'Unlock it.')
    }
    const { code, out, err } = await run('passkeys', 'list', '--json')

    expect([code, err]).toEqual([exit, 'latchkey: Unlock it.\n'])
    expect(JSON.parse(out)).toEqual({ error: 'Unlock it.', code: exit })
  })
})

describe('latchkey', () => {
  it('shows its usage and its version', async () => {
    const { run } = await terminal()

    expect((await run('--help')).out).toContain('latchkey passkeys list')
    expect((await run('help')).code).toBe(0)
    expect((await run('vault', '--help')).out).not.toContain('latchkey passkeys')
    expect(await run('--version')).toMatchObject({ code: 0, out: '1.2.3\n' })
  })

  it('runs the checks of this computer, and ends with their status', async () => {
    const { run } = await terminal()

    expect(await run('doctor', '--json')).toMatchObject({ code: 1, out: 'doctor true' })
    expect(await run('doctor', '--yes')).toMatchObject({ code: 64 })
  })
})
