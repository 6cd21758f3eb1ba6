import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const MODULE = join(import.meta.dirname, '../../scripts/run-script.ts')

/** @returns the outcome of a script. */
function endOf(script: string, before = ''): number | null {
  const text = `${before}; const { runScript } = await import(${JSON.stringify(MODULE)}); await runScript(${script})`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', text]
  return spawnSync(process.execPath, args, { stdio: 'ignore' }).status
}

it('ends as the script says', () => {
  expect([endOf('async () => 0'), endOf('async () => 3')]).toEqual([0, 3])
})

it('ends with 1 when the script fails', () => {
  expect(endOf('async () => { throw new Error("no") }')).toBe(1)
})

it('ends as the script says, even if other code ends the process', () => {
  expect(endOf('async () => 3', 'process.on("beforeExit", () => process.exit(0))')).toBe(3)
})
