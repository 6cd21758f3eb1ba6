import { describe, expect, it } from 'vitest'
import type { ElectronBeside } from '../../src/bin/electron-beside'
import { OPTION_HELP } from '../../src/bin/option-help'
import { runBin } from '../../src/bin/run-bin'

const DESKTOP_COMMANDS = ['fault', 'passkeys', 'profile', 'vault']

async function run(args: readonly string[], electron?: ElectronBeside) {
  const said = { out: '', err: '' }
  const code = await runBin(args, {
    version: '1.2.3',
    out: async (text) => void (said.out += text),
    err: async (text) => void (said.err += text),
    folder: '/nowhere',
    electron: () => electron,
  })
  return { code, ...said }
}

describe('latchkey of the npm package', () => {
  it.each([['--help'], ['help']])('lists its commands: %s', async (word) => {
    const { code, out } = await run([word])

    expect(code).toBe(0)
    for (const name of [
      'audit',
      'automation',
      'ceremony',
      'doctor',
      'lint',
      'mcp',
      'passkeys',
      'vault',
    ])
      expect(out).toMatch(new RegExp(`^ {2}latchkey ${name} +\\w`, 'm'))
  })

  it('says its version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' })
  })

  it.each(Object.keys(OPTION_HELP))('says what each option of %s does', async (name) => {
    const { code, out, err } = await run([name, '--help'])
    const [usage = '', , ...rows] = out.split('\n')

    expect([code, err]).toEqual([0, ''])
    expect(usage).toMatch(new RegExp(`^Usage: latchkey ${name} \\S+`))
    const flagsIn = (text: string) => [...text.matchAll(/--[a-z-]+/g)].map(([flag]) => flag)
    const explained = rows.flatMap((row) => flagsIn(row.trim().split(/ {2,}/, 1)[0] ?? ''))
    expect(explained.toSorted()).toEqual([...new Set(flagsIn(usage))].toSorted())
  })

  it.each(DESKTOP_COMMANDS)(
    'says how %s of the desktop app is used, names nothing else, and does not run it',
    async (name) => {
      const { code, out, err } = await run([name, '--help'])

      expect([code, err]).toEqual([0, ''])
      expect(out).toMatch(new RegExp(`^ {2}latchkey ${name} \\S+`, 'm'))
      expect(out.match(/latchkey (?:--)?[a-z]+/g)).toSatisfy((named: readonly string[]) =>
        named.every((one) => one === `latchkey ${name}`),
      )
      expect(out).toContain('\n--data FOLDER')
      expect(out).toContain(', 69 install something first')
    },
  )

  it('refuses a command that it does not have', async () => {
    const { code, err } = await run(['audits\u001b[31m'])

    expect(code).toBe(64)
    expect(err).toBe(
      'latchkey: There is no command “audits␛[31m”.\nRun latchkey --help for help.\n',
    )
  })

  it.each([
    ['--jsn', "Unknown option '--jsn'"],
    ['all', "Unexpected argument 'all'"],
    ['--json=yes', "Option '--json' does not take an argument"],
  ])('refuses what a command does not take, with its usage: %s', async (word, message) => {
    const { code, err } = await run(['doctor', word])

    expect(code).toBe(64)
    expect(err).toContain(message)
    expect(err).toMatch(/^Usage: latchkey doctor \[--json\]$/m)
  })

  it.each([
    ['ceremony', 'sign', 'Say which ceremony'],
    ['mcp', '--ap', "Unknown option '--ap'"],
  ])(
    'refuses it in the same way if the command reads its arguments itself: %s %s',
    async (name, word, message) => {
      const { code, out, err } = await run([name, word])

      expect([code, out]).toEqual([64, ''])
      expect(err).toMatch(new RegExp(`^latchkey: ${message}.*\nUsage: latchkey ${name} \\S+.*\n$`))
    },
  )
})

describe('the desktop app of the npm package', () => {
  it.each([[[]], [['--data', '/tmp/vault']], [['passkeys', 'list']], [['vault', 'check']]])(
    'needs Electron, and says how to install it: %j',
    async (args) => {
      const { code, err, out } = await run(args)

      expect([code, out]).toEqual([69, ''])
      expect(err).toContain('npm i -D electron\n')
    },
  )

  it('needs an Electron that is new enough', async () => {
    const old = { version: '32.1.0', major: 32, executable: () => '/nowhere' }
    const { code, err } = await run([], old)

    expect(code).toBe(69)
    expect(err).toContain('needs Electron 33 or newer, and Electron 32.1.0 is installed')
  })

  it('passes on why Electron could not be fetched', async () => {
    const { code, err } = await run([], {
      version: '45.0.0',
      major: 45,
      executable: () => {
        throw new Error('Electron failed to install correctly.')
      },
    })

    expect([code, err]).toEqual([69, 'latchkey: Electron failed to install correctly.\n'])
  })

  it.each([
    [['fault'], 'Say what latchkey fault should do: list, arm, disarm.'],
    [['passkeys', 'list', '--nope'], 'There is no flag --nope.'],
    [['vault', 'mend'], 'There is no command “vault mend”.'],
  ])('judges a command line before it fetches Electron: %j', async (args, message) => {
    const { code, err } = await run(args)

    expect(code).toBe(64)
    expect(err).toContain(message)
    expect(err).toContain(`Usage: latchkey ${args[0]} `)
  })

  it('takes no switch that lets other programs in', async () => {
    const { code, err } = await run(['--remote-debugging-port=9222'])

    expect(code).toBe(64)
    expect(err).toContain('--remote-debugging-port is not an option of Latchkey.')
  })
})
