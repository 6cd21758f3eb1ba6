import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../../src/cli/run-command'
import { RULES } from '../../src/inspect/lint/all-rules'
import { lintCommand } from '../../src/lint/lint-command'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { create, encoded, get } from '../support/page-calls'

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(removeTemporaryFolders)

async function run(args: readonly string[], input: unknown = '') {
  const bytes = Buffer.from(typeof input === 'string' ? input : JSON.stringify(input))
  async function* stdin() {
    yield bytes.subarray(0, 3)
    yield bytes.subarray(3)
  }
  return runOn(args, stdin())
}

async function runOn(args: readonly string[], stdin: AsyncIterable<Uint8Array>) {
  const said = { out: '', err: '' }
  const code = await runCommand(
    () => lintCommand(args, { in: stdin, out: async (words) => void (said.out += words) }),
    async (words) => void (said.err += words),
    () => 'Usage: latchkey lint …',
  )
  return { code, ...said }
}

const SHORT = { challenge: encoded('short') }
const HINT = { rp: { id: 'example.org', name: '' } }

describe('latchkey lint', () => {
  it('says what is wrong with the options of a file, why, and what to write', async () => {
    const file = join(folder, 'options.json')
    writeFileSync(file, `\uFEFF${JSON.stringify(create(SHORT).options)}`)
    const { code, out, err } = await run([file])

    expect([code, err]).toEqual([7, ''])
    expect(out).toBe(
      [
        'error: challenge-short in call 1, create() of a page that is not known',
        '  publicKey.challenge: c2h… (5 bytes)',
        '  The challenge is shorter than 16 bytes. A short challenge can be guessed, or comes up again. Then an old answer of an authenticator passes for a new one.',
        '  Instead: Send at least 16 random bytes; 32 are usual. (WebAuthn §13.4.3)',
        '',
        '1 call: 1 error.',
        '',
      ].join('\n'),
    )
  })

  it('judges each call of a list by those before it', async () => {
    const again = get()
    const { code, out } = await run(['-', '--json'], [create(), again, get(), again])

    expect(code).toBe(7)
    expect(JSON.parse(out)).toMatchObject([
      { call: 4, origin: 'https://example.org', rule: 'challenge-reused', severity: 'error' },
    ])
  })

  it('is content with good options', async () => {
    expect(await run([], get().options)).toEqual({
      code: 0,
      out: '1 call: no findings.\n',
      err: '',
    })
    expect((await run(['--json'], get().options)).out).toBe('[]\n')
  })

  it.each([
    [HINT, [], 0],
    [HINT, ['--fail-on=hint'], 7],
    [SHORT, ['--fail-on=error'], 7],
    [SHORT, ['--fail-on=none'], 0],
    [SHORT, ['--except=challenge-short'], 0],
    [SHORT, ['--except=rp-name-empty, challenge-short'], 0],
  ])('fails by its options: %j %j', async (options, args, code) => {
    expect((await run(args, create(options).options)).code).toBe(code)
  })

  it('takes the page and the kind from the command line', async () => {
    const { out } = await run(['--origin=http://localhost:1', '--kind=get'], { rp: {}, ...SHORT })

    expect(out).toContain('challenge-short in call 1, get() of http://localhost:1')
  })

  it('names and judges no page that it does not know', async () => {
    const { rp: _, ...others } = create(SHORT).options as Record<string, unknown>
    const rp = { id: 'staging.example.org', name: 'Example' }
    const text = await run([], { rp, ...others })
    const json = await run(['--json'], { rp: { name: 'Example' }, ...others })

    expect(text.out).toContain('challenge-short in call 1, create() of a page that is not known\n')
    expect(text.out).not.toContain('https://')
    const found = JSON.parse(json.out) as { origin: unknown; rule: string }[]
    expect(found.map(({ origin }) => origin)).toEqual(found.map(() => null))
    expect(found.map(({ rule }) => rule).filter((rule) => rule.startsWith('rp-id'))).toEqual([])
  })

  it('lists every rule', async () => {
    const { code, out } = await run(['--list'])

    expect(code).toBe(0)
    for (const { id, title } of RULES) expect(out).toMatch(new RegExp(` ${id} +${title[0]}`))
  })

  it('lets no page move the cursor', async () => {
    const rp = { id: 'a\u001b[2J:1', name: 'Example' }
    const { out } = await run(['--origin=https://example.org'], create({ rp }).options)

    expect(out).not.toContain('\u001b')
  })
})

/** A recorder that recorded nothing must not make a job green. */
const NOTHING_TO_LINT =
  'The list has no call, so there was nothing to lint. Check what recorded it: a call has kind, origin and options, and an event has the type ceremonyFinished.'

describe('latchkey lint that fails', () => {
  it.each([
    ['{', 'The standard input is not JSON: see line 1, column 2.'],
    [
      '{}',
      'The file has neither a list of calls nor the options of one. Give the JSON that a server sends to create() or get(), or a list of calls: docs/lint.md.',
    ],
    ['[{"kind":"get"}]', 'Call 1: the member origin is missing.'],
    ['[]', NOTHING_TO_LINT],
    ['[{"type":"ceremonyStarted"},{"type":"passkeyAdded"}]', NOTHING_TO_LINT],
  ])('because of the file %j', async (text, message) => {
    expect(await run([], text)).toEqual({ code: 1, out: '', err: `latchkey: ${message}\n` })
  })

  it('because nothing came on the standard input', async () => {
    const { code, err } = await run([], '')

    expect(code).toBe(64)
    expect(err).toContain('Nothing came on the standard input. Name a file, or send one.')
    expect(err).toContain('Usage: latchkey lint ')
  })

  it('because there is no such file', async () => {
    const { code, err } = await run([join(folder, 'none.json')])

    expect(code).toBe(1)
    expect(err).toContain(
      'none.json cannot be read, because there is no such file. Check the path.',
    )
  })

  it('because the file is longer than 64 MiB, without reading the file to its end', async () => {
    const file = join(folder, 'long.json')
    writeFileSync(file, '')
    // Longer than any string, so that reading the whole file would fail in another way. The file takes no room on the disk.
    truncateSync(file, 1024 ** 3)
    const { code, err } = await run([file])

    expect([code, err]).toEqual([1, 'latchkey: The file is longer than 64 MiB.\n'])
  })

  it('because the standard input is longer, without reading it to its end', async () => {
    const piece = Buffer.alloc(1024 ** 2, ' ')
    let read = 0
    async function* stdin() {
      for (; read < 100; read++) yield piece
    }
    const { code, err } = await runOn([], stdin())

    expect([code, err]).toEqual([1, 'latchkey: The file is longer than 64 MiB.\n'])
    expect(read).toBe(64)
  })

  it.each([
    [['a', 'b'], 'Name one file at most.'],
    [['a', '--list'], '--list needs no file.'],
    [['--origin=example.org'], '--origin is an origin, such as https://example.org.'],
    [['--kind=store'], '--kind is one of create, get, '],
    [['--fail-on=low'], '--fail-on is one of error, warning, hint, none.'],
    [['--except=challenge'], 'There is no rule challenge. --list lists the rules.'],
    [['--jsn'], "Unknown option '--jsn'"],
  ])('with its usage, for a wrong command line: %j', async (args, message) => {
    const { code, err } = await run(args)

    expect(code).toBe(64)
    expect(err).toContain(message)
    expect(err).toMatch(/^Usage: latchkey lint/m)
  })
})
