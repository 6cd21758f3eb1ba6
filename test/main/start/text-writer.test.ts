import { execFile } from 'node:child_process'
import { Writable } from 'node:stream'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textWriter } from '../../../src/main/start/text-writer'
import { bundleProcess, type BundledProcess } from '../../support/bundled-process'

let program: BundledProcess

beforeAll(async () => {
  program = await bundleProcess('writing-process.ts')
}, 60_000)

afterAll(() => program.remove())

/** Runs a line of bash in which `$COMMAND` is a command of latchkey. */
async function bash(line: string) {
  const command = `'${process.execPath}' '${program.file}'`
  const { stdout, stderr } = await promisify(execFile)('bash', [
    '-c',
    `set -o pipefail; ${line.replace('$COMMAND', command)}; echo "ended with $?"`,
  ])
  return { out: stdout.trimEnd().split('\n'), err: stderr }
}

describe.skipIf(process.platform === 'win32')('a command that writes', () => {
  it.each<[string, string]>([
    ['the whole list', '$COMMAND passkeys list --json | tail -1'],
    ['to a reader who has enough after one line', '$COMMAND passkeys list --json | head -1'],
    ['to a reader who is gone at once', '$COMMAND passkeys list --json | true'],
    ['messages to a reader who is gone', '$COMMAND passkeys list --rp none.test 2>&1 | true'],
  ])('%s ends quietly, with 0', async (_what, line) => {
    const { out, err } = await bash(line)

    expect(err).toBe('')
    expect(out.at(-1)).toBe('ended with 0')
  })

  it('keeps its own exit code when the reader of its failure has gone', async () => {
    const { out } = await bash('$COMMAND passkeys show none --json 2>&1 | true')

    expect(out).toEqual(['ended with 2'])
  })

  it.runIf(process.platform === 'linux')('fails, and says why, if the disk is full', async () => {
    const { out, err } = await bash('$COMMAND passkeys list --json > /dev/full')

    expect(err).toMatch(/^latchkey: The output could not be written: .*ENOSPC.*\.\n$/)
    expect(out).toEqual(['ended with 1'])
  })
})

describe('a text', () => {
  /** Node emits an event for a failed write, and ends a process that has no listener for it. */
  async function written(code: string): Promise<unknown> {
    const failure = Object.assign(new Error(`write ${code}`), { code })
    const stream = new Writable({ write: (_chunk, _encoding, done) => done(failure) })
    const closed = new Promise((resolve) => stream.once('close', resolve))
    const outcome = await textWriter(stream)('text').then(
      () => 'written',
      (error: unknown) => error,
    )
    await closed
    return outcome
  }

  it.each(['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'])(
    'whose reader has gone is no failure: %s',
    async (code) => {
      expect(await written(code)).toBe('written')
    },
  )

  it.each(['ENOSPC', 'EIO'])('that cannot be written fails: %s', async (code) => {
    expect(await written(code)).toEqual(
      new Error(`The output could not be written: write ${code}.`),
    )
  })
})
