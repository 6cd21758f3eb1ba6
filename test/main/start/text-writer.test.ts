import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { inProject } from '../../../scripts/project-paths'

const COMMAND = [
  process.execPath,
  '--import',
  'tsx',
  join(import.meta.dirname, '../../support/writing-process.ts'),
]
  .map((word) => `'${word}'`)
  .join(' ')

/** Runs a line of bash in which `$COMMAND` is a command of latchkey. */
async function bash(line: string) {
  const { stdout, stderr } = await promisify(execFile)(
    'bash',
    ['-c', `set -o pipefail; ${line.replace('$COMMAND', COMMAND)}; echo "ended with $?"`],
    { cwd: inProject() },
  )
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

  it.runIf(process.platform === 'linux')(
    'fails, and says why, where the disk is full',
    async () => {
      const { out, err } = await bash('$COMMAND passkeys list --json > /dev/full')

      expect(err).toMatch(/^latchkey: The output could not be written: .*ENOSPC.*\.\n$/)
      expect(out).toEqual(['ended with 1'])
    },
  )
})
