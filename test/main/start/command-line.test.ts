import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  alreadyRunning,
  commandWords,
  parseCommandLine,
} from '../../../src/main/start/command-line'

describe('parseCommandLine', () => {
  it('leaves the folder and the port to the app without flags', () => {
    expect(parseCommandLine([])).toEqual({
      dataFolder: undefined,
      keychainService: 'Latchkey',
      bridgePort: undefined,
      memoryVault: false,
      automation: null,
    })
  })

  it('reads every flag', () => {
    expect(
      parseCommandLine([
        '--data=/somewhere/with a space',
        '--keychain-service=Latchkey Dev',
        '--bridge-port=0',
        '--vault=memory',
      ]),
    ).toEqual({
      dataFolder: resolve('/somewhere/with a space'),
      keychainService: 'Latchkey Dev',
      bridgePort: 0,
      memoryVault: true,
      automation: null,
    })
  })

  it('reads the automation flags, with a space or an equals sign', () => {
    const file = resolve('/tmp/a b')
    const args = ['.', '--automation', '--port', '0', '--automation-file', file, '--parent-pid=7']

    expect(parseCommandLine(args).automation).toEqual({
      port: 0,
      listen: undefined,
      file,
      sessionIdleMs: 600_000,
      parentPid: 7,
    })
    expect(parseCommandLine(['--automation', '--session-idle=5']).automation).toEqual({
      port: 0,
      listen: undefined,
      file: undefined,
      sessionIdleMs: 5,
      parentPid: undefined,
    })
  })

  it('resolves a relative folder against the current folder', () => {
    expect(parseCommandLine(['--data=here']).dataFolder).toBe(resolve('here'))
  })

  it('keeps an equals sign and a line break in a value', () => {
    expect(parseCommandLine(['--data=/a=b\nc']).dataFolder).toBe(resolve('/a=b\nc'))
  })

  it('ignores Chromium’s flags, folders and links', () => {
    const args = ['.', '--no-sandbox', '--inspect=0', '--user-data-dir=/x', '-v', 'latchkey://x']
    expect(parseCommandLine(args)).toEqual(parseCommandLine([]))
  })

  it('uses the last value of a repeated flag', () => {
    expect(parseCommandLine(['--bridge-port=1', '--bridge-port=2']).bridgePort).toBe(2)
  })

  it('reads no option after --', () => {
    const args = ['passkeys', 'show', '--', '--data=/x']
    expect(parseCommandLine(args)).toEqual(parseCommandLine([]))
  })

  it('does not read the next option as a value', () => {
    const args = ['--data', '--bridge-port=0']
    expect(() => parseCommandLine(args)).toThrow(new Error('--data needs the path of a folder.'))
  })

  it('does not let a command’s flag without a value swallow an option', () => {
    expect(() => parseCommandLine(['--user', '--data=/x'])).toThrow(
      new Error('--user needs a value. Write a value that begins with -- as --user=VALUE.'),
    )
  })

  const PORT = 'a port number from 0 to 65535'
  const SERVICE =
    'a name of at most 64 letters, digits, spaces and . _ - that begins with a letter or a digit'
  it.each([
    ['--data', 'the path of a folder'],
    ['--data=', 'the path of a folder'],
    ['--keychain-service', SERVICE],
    ['--keychain-service=../Latchkey', SERVICE],
    ['--keychain-service=a/b', SERVICE],
    [`--keychain-service=SECRET${'x'.repeat(64)}`, SERVICE],
    ['--bridge-port', PORT],
    ['--bridge-port=SECRET', PORT],
    ['--bridge-port=-1', PORT],
    ['--bridge-port=1.5', PORT],
    ['--bridge-port=0x10', PORT],
    ['--bridge-port=65536', PORT],
    ['--port=x', PORT],
    ['--session-idle=-1', 'a number of milliseconds, or 0 for no limit'],
    ['--parent-pid=0', 'the id of a process'],
    ['--automation-file', 'the path of a file'],
    ['--vault', 'the word memory'],
    ['--vault=SECRET', 'the word memory'],
    ['--vault=constructor', 'the word memory'],
    [
      '--webdriver=http://192.0.2.1:9515',
      'the http address of a driver on this computer, such as http://127.0.0.1:9515',
    ],
  ])('rejects %s, and names the flag but not its value', (flag, expected) => {
    const [name = ''] = flag.split('=')
    expect(() => parseCommandLine([flag])).toThrow(new Error(`${name} needs ${expected}.`))
  })

  it('rejects a value for --automation', () => {
    const wrong = () => parseCommandLine(['--automation=yes'])
    expect(wrong).toThrow(new Error('--automation takes no value.'))
  })
})

describe('commandWords', () => {
  it.each<[string[], boolean, string[] | undefined]>([
    [['passkeys', 'list', '--json'], true, ['passkeys', 'list', '--json']],
    [['/the/app', 'passkeys', 'list'], false, ['passkeys', 'list']],
    [['--no-sandbox', '/the/app', 'doctor'], false, ['doctor']],
    [['--data', 'passkeys', 'doctor'], true, ['doctor']],
    [['--data=passkeys'], true, undefined],
    [['--ozone-platform=headless', '.', '--keychain-service=x', 'help'], false, ['help']],
    [['--help'], true, ['--help']],
    [['.', '--version'], false, ['--version']],
    [['--version', '.'], false, undefined],
    [[], true, undefined],
    [['.'], false, undefined],
    [['https://example.org', 'passkeys'], true, undefined],
    [['--automation', '--port', '0'], true, undefined],
    [['-psn_0_12345'], true, undefined],
    [['--json', 'passkeys', 'list'], true, ['passkeys', 'list', '--json']],
    [['--rp', 'login.test', 'passkeys', 'rm'], true, ['passkeys', 'rm', '--rp=login.test']],
    [['passkeys', 'show', '--', '--help'], true, ['passkeys', 'show', '--', '--help']],
  ])('reads %j, packaged %s', (args, isPackaged, words) => {
    expect(commandWords(args, isPackaged)).toEqual(words)
  })
})

describe('a start beside a running Latchkey', () => {
  const running = 'Latchkey is already running. Its window comes to the front.'

  it.each([
    [[], running],
    [['--data=/somewhere', '--keychain-service=Mine'], running],
    [
      ['--bridge-port=5000'],
      `${running} It does not take --bridge-port: to use this option, quit Latchkey and start it again.`,
    ],
    [
      ['--vault=memory', '--bridge-port', '5000'],
      `${running} It does not take --bridge-port and --vault: to use these options, quit Latchkey and start it again.`,
    ],
  ])('says which options have no effect: %j', (args, said) => {
    expect(alreadyRunning(args)).toBe(said)
  })
})
