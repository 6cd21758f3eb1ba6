import { describe, expect, it } from 'vitest'
import { whyNotStarted } from '../../../src/main/start/foreign-switches'

describe('the installed Latchkey', () => {
  it.each([
    [],
    ['file:///home/ada/notes', '/home/ada'],
    ['--data=/somewhere', '--bridge-port', '0', '--vault=memory'],
    ['--automation', '--port=0', '--automation-file', 'driver.json', '--parent-pid=7'],
    [
      '--ozone-platform=headless',
      '--disable-gpu',
      '--log-level=3',
      '--no-sandbox',
      'passkeys',
      'list',
    ],
    ['passkeys', 'rm', '--rp', 'example.org', '--all', '--yes', '--json'],
    ['passkeys', 'import', '-'],
    ['passkeys', 'show', '-AQ'],
    ['passkeys', 'show', '--', '-aq', '--remote-debugging-port'],
    ['--help'],
    ['--version'],
  ])('starts with %j', (...args) => {
    expect(whyNotStarted(args as string[], 'linux')).toBeUndefined()
  })

  it.each([
    '--remote-debugging-port=9444',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '-remote-debugging-port=9444',
    '-remote-debugging-pipe',
    ' --remote-debugging-port=9444',
    '\t-remote-debugging-pipe',
    '---remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0.0.0.0:1',
    '--js-flags=--expose-gc',
    '--load-extension=/tmp',
    '--disable-web-security',
    '--renderer-cmd-prefix=sh',
    '--user-data-dir=/tmp',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--enable-logging',
    '--constructor',
    '--toString',
  ])('does not start with %j, at any position', (given) => {
    for (const args of [[given], ['--data', given], ['passkeys', 'list', given, '--', 'AQID']])
      expect(whyNotStarted(args, 'linux')).toMatch(/^-/)
  })

  it('takes no other sign for the end of the switches', () => {
    for (const sign of ['---', '\u00a0--', '-- ', '--=', '-'])
      expect(whyNotStarted([sign, '--remote-debugging-port=1'], 'linux')).toBeDefined()
  })

  it('says which switch it was, without its value, and what to do', () => {
    expect(whyNotStarted(['--proxy-server=secret'], 'linux')).toBe(
      '--proxy-server is not an option of Latchkey. Of Chromium’s options, the installed Latchkey takes only --disable-dev-shm-usage, --disable-gpu, --force-device-scale-factor, --log-level, --no-sandbox, --ozone-platform, --ozone-platform-hint: others can let other programs in.',
    )
    expect(whyNotStarted(['passkeys', 'show', '-aq'], 'linux')).toContain('after --')
  })

  it('reads switches as the system’s Chromium does', () => {
    expect(whyNotStarted(['/remote-debugging-port=1'], 'win32')).toBeDefined()
    expect(whyNotStarted(['-Remote-Debugging-Port=1'], 'win32')).toBeDefined()
    expect(whyNotStarted(['-psn_0_1234'], 'darwin')).toBeUndefined()
    expect(whyNotStarted(['-psn_0_1234'], 'linux')).toBeDefined()
  })
})
