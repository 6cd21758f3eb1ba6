/**
 * `npm run soak:mutants` weakens the vault's code in hundreds of ways, one after another, and expects that a test fails each
 * time. `npm run soak:findings` does the same for each fixed fault that unit tests can detect. Words after `--` choose
 * mutants: `journal.ts`, `A16`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ExitStatus } from '../../../scripts/run-command'
import { runScript } from '../../../scripts/run-script'
import { chosenBy } from './chosen'
import { suiteOf } from './suite'
import { Watch } from './watch'

/** A process that reports nothing within this time hangs, unless it has said how long its next step may take. */
const PATIENCE_MS = 300_000

interface Result {
  readonly mutant: string
  readonly by: string | null
}

/** A line of the runner: the start of a mutant, its result, or the start or end of a test. */
interface Line extends Partial<Result> {
  /** A mutant that reports nothing within this time loops for ever, so its tests have detected it. */
  readonly patienceMs?: number
}

await runScript(run)

async function run(): Promise<ExitStatus> {
  const [suiteName = '', ...words] = process.argv.slice(2)
  const { mutants: all, equivalent } = suiteOf(suiteName)
  const { mutants, stale } = all()
  const names = mutants.map(({ name }) => name)
  const chosen = chosenBy(words, names)
  const waiting = new Set(chosen.filter((name) => !equivalent.has(name)))
  const survivors: string[] = []
  const began = performance.now()
  const total = waiting.size
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-mutants-'))
  while (waiting.size > 0)
    await tryMutants(suiteName, folder, [...waiting], ({ mutant, by }) => {
      waiting.delete(mutant)
      if (by === null) survivors.push(mutant)
      const verdict = by === null ? 'SURVIVED' : `killed by ${basename(by)}`
      console.log(`${total - waiting.size}/${total} ${verdict}: ${mutant}`)
    })
  await rm(folder, { recursive: true })
  const outdated = [...stale, ...[...equivalent.keys()].filter((name) => !names.includes(name))]
  const minutes = Math.round((performance.now() - began) / 60_000)
  console.log(`\n${total - survivors.length} of ${total} mutants killed in ${minutes} minutes`)
  if (chosen.length > total)
    console.log(`${chosen.length - total} more change nothing that matters (equivalent-mutants.ts)`)
  for (const name of survivors) console.log(`survived: ${name}`)
  for (const name of outdated) console.log(`no longer applies: ${name}`)
  return survivors.length + outdated.length === 0 ? 0 : 1
}

/** Tries mutants until all have been tried, or one of them hangs. */
async function tryMutants(
  suiteName: string,
  folder: string,
  names: readonly string[],
  report: (result: Result) => void,
): Promise<void> {
  await writeFile(join(folder, 'names.json'), JSON.stringify(names))
  const args = [
    '--import',
    'tsx',
    join(import.meta.dirname, 'runner.ts'),
    suiteName,
    join(folder, 'names.json'),
    join(folder, 'experience.json'),
  ]
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  let tried: string | undefined
  const watch = new Watch(PATIENCE_MS, () => process.kill(-child.pid!, 'SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) {
    const { mutant, by, patienceMs = PATIENCE_MS } = JSON.parse(line) as Line
    if (mutant !== undefined) tried = by === undefined ? mutant : undefined
    if (mutant !== undefined && by !== undefined) report({ mutant, by })
    watch.restart(patienceMs)
  }
  watch.stop()
  const [code] = (await exit) as [number | null]
  // The mutant ended the process, or the process did not end.
  if (tried !== undefined) report({ mutant: tried, by: 'the end of its process' })
  else if (code !== 0) throw new Error('The mutants could not be tried.')
}
