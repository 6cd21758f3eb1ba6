import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCommandLine } from '../../../src/main/start/command-line'

describe('parseCommandLine', () => {
  it('without flags leaves the folder and the port to the app', () => {
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

  it('reads what test drivers want, with a space or an equals sign', () => {
    const file = resolve('/tmp/a b')
    const args = ['.', '--automation', '--port', '0', '--automation-file', file, '--parent-pid=7']

    expect(parseCommandLine(args).automation).toEqual({
      port: 0,
      file,
      sessionIdleMs: 600_000,
      parentPid: 7,
    })
    expect(parseCommandLine(['--automation', '--session-idle=5']).automation).toEqual({
      port: 0,
      file: undefined,
      sessionIdleMs: 5,
      parentPid: undefined,
    })
  })

  it('takes a folder below the one that it was started in', () => {
    expect(parseCommandLine(['--data=here']).dataFolder).toBe(resolve('here'))
  })

  it('keeps an equals sign and a line break in a value', () => {
    expect(parseCommandLine(['--data=/a=b\nc']).dataFolder).toBe(resolve('/a=b\nc'))
  })

  it('passes over what is Chromium’s, and over folders and links', () => {
    const args = ['.', '--no-sandbox', '--inspect=0', '--user-data-dir=/x', '-v', 'latchkey://x']
    expect(parseCommandLine(args)).toEqual(parseCommandLine([]))
  })

  it('takes the last of two', () => {
    expect(parseCommandLine(['--bridge-port=1', '--bridge-port=2']).bridgePort).toBe(2)
  })

  it.each([
    ['--data', '--data: expected >=1'],
    ['--data=', '--data: expected >=1'],
    ['--keychain-service', '--keychain-service: expected /^[A-Za-z0-9][\\w .-]*$/'],
    ['--keychain-service=../Latchkey', '--keychain-service: expected /^[A-Za-z0-9][\\w .-]*$/'],
    ['--keychain-service=a/b', '--keychain-service: expected /^[A-Za-z0-9][\\w .-]*$/'],
    [`--keychain-service=SECRET${'x'.repeat(64)}`, '--keychain-service: expected <=64'],
    ['--bridge-port', '--bridge-port: expected /^\\d{1,5}$/'],
    ['--bridge-port=SECRET', '--bridge-port: expected /^\\d{1,5}$/'],
    ['--bridge-port=-1', '--bridge-port: expected /^\\d{1,5}$/'],
    ['--bridge-port=1.5', '--bridge-port: expected /^\\d{1,5}$/'],
    ['--bridge-port=0x10', '--bridge-port: expected /^\\d{1,5}$/'],
    ['--bridge-port=65536', '--bridge-port: expected <=65535'],
    ['--automation=yes', '--automation: expected ""'],
    ['--port=x', '--port: expected /^\\d{1,5}$/'],
    ['--session-idle=-1', '--session-idle: expected /^\\d{1,12}$/'],
    ['--parent-pid=0', '--parent-pid: expected /^[1-9]\\d{0,9}$/'],
    ['--automation-file', '--automation-file: expected >=1'],
    ['--vault', '--vault: expected "memory"'],
    ['--vault=SECRET', '--vault: expected "memory"'],
    ['--vault=constructor', '--vault: expected "memory"'],
  ])('refuses %s, naming the flag and not its value', (flag, message) => {
    expect(() => parseCommandLine([flag])).toThrow(new Error(message))
  })
})
