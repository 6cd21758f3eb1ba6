import { describe, expect, it } from 'vitest'
import { parseAutomationArguments } from '../../src/automation/arguments'

describe('the arguments of Latchkey for test drivers in Node', () => {
  it('have defaults', () => {
    expect(parseAutomationArguments([])).toEqual({
      port: 0,
      listen: undefined,
      file: undefined,
      sessionIdleMs: 600_000,
      parentPid: undefined,
      webDriver: undefined,
    })
  })

  it('are read as the app reads them', () => {
    const flags = [
      '--automation',
      '--port=8080',
      '--listen=latchkey',
      '--session-idle',
      '0',
      '--parent-pid=12',
    ]

    expect(parseAutomationArguments([...flags, '--webdriver=http://localhost:9515'])).toMatchObject(
      {
        port: 8080,
        listen: 'latchkey',
        sessionIdleMs: 0,
        parentPid: 12,
        webDriver: new URL('http://localhost:9515'),
      },
    )
  })

  it.each([
    [['--prot=1'], "Unknown option '--prot'"],
    [['here'], "Unexpected argument 'here'"],
    [['--port=70000'], '--port needs a port number from 0 to 65535.'],
    [['--listen=0.0.0.0'], '--listen needs the name or address by which others reach'],
    [['--listen=::'], '--listen needs the name or address by which others reach'],
    [['--port'], "'--port <value>' argument missing"],
    [['--webdriver=http://example.org'], '--webdriver needs the http address of a driver'],
    [['--automation-file='], '--automation-file needs the path of a file.'],
  ])('are refused when wrong: %s', (args, message) => {
    expect(() => parseAutomationArguments(args)).toThrow(message)
  })
})
