/** Files for `latchkey lint`, each with one planted mistake. The name of a file is the name of the rule. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommand } from '../../../src/cli/run-command'
import { RULES } from '../../../src/inspect/lint/all-rules'
import { lintCommand } from '../../../src/lint/lint-command'

const FOLDER = join(import.meta.dirname, 'planted')

interface Printed {
  readonly rule: string
  readonly severity: string
}

async function lint(file: string): Promise<readonly Printed[]> {
  const said = { out: '', err: '' }
  async function* nothing(): AsyncGenerator<Uint8Array> {
    // The command reads the file.
  }
  const code = await runCommand(
    () =>
      lintCommand([file, '--json', '--fail-on=hint'], {
        in: nothing(),
        out: async (words) => void (said.out += words),
      }),
    async (words) => void (said.err += words),
    () => '',
  )
  expect([code, said.err]).toEqual([7, ''])
  return JSON.parse(said.out) as readonly Printed[]
}

it('has a file for each rule', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(RULES.map(({ id }) => `${id}.json`).sort())
})

it.each(RULES.map(({ id, severity }) => [id, severity] as const))(
  'finds the mistake of %s, and no other',
  async (id, severity) => {
    const found = await lint(join(FOLDER, `${id}.json`))

    expect(found.map((one) => [one.rule, one.severity])).toEqual([[id, severity]])
  },
)
