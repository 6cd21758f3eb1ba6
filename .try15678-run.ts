/**
 * `npm run soak:mutants`: weakens the vault's code in hundreds of ways, one after another, and expects that a test of the
 * vault fails each time. Words after `--` choose the mutants whose names contain one of them.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ExitStatus } from '/work/wt/mutants/scripts/run-command'
import { runScript } from '/work/wt/mutants/scripts/run-script'
import { allMutants } from '/work/wt/mutants/test/soak/mutants/all-mutants'
import { EQUIVALENT } from '/work/wt/mutants/test/soak/mutants/equivalent-mutants'
import { Watch } from '/work/wt/mutants/test/soak/mutants/watch'

/** A process of which nothing is heard in this time hangs, as long as it has not said how long its next step may take. */
const PATIENCE_MS = 300_000

interface Result {
  readonly mutant: string
  readonly by: string | null
}

/** A line of the runner: a mutant that begins, its result, or a test that begins or has ended. */
interface Line extends Partial<Result> {
  /** A mutant of which nothing is heard in this time loops for ever, which its tests have shown. */
  readonly patienceMs?: number
}

await runScript(run)

async function run(): Promise<ExitStatus> {
  const { mutants, stale } = allMutants()
  const words = process.argv.slice(2)
  const chosen = mutants
    .map(({ name }) => name)
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  const waiting = new Set(chosen.filter((name) => !EQUIVALENT.has(name)))
  const survivors: string[] = []
  const began = performance.now()
  const total = waiting.size
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-mutants-'))
  while (waiting.size > 0)
    await tryMutants(folder, [...waiting], ({ mutant, by }) => {
      waiting.delete(mutant)
      if (by === null) survivors.push(mutant)
      const verdict = by === null ? 'SURVIVED' : `killed by ${basename(by)}`
      console.log(`${total - waiting.size}/${total} ${verdict}: ${mutant}`)
    })
  await rm(folder, { recursive: true })
  const known = new Set(mutants.map(({ name }) => name))
  const outdated = [...stale, ...[...EQUIVALENT.keys()].filter((name) => !known.has(name))]
  const minutes = Math.round((performance.now() - began) / 60_000)
  console.log(`\n${total - survivors.length} of ${total} mutants killed in ${minutes} minutes`)
  console.log(`${chosen.length - total} more change nothing that matters (equivalent-mutants.ts)`)
  for (const name of survivors) console.log(`survived: ${name}`)
  for (const name of outdated) console.log(`no longer applies: ${name}`)
  return survivors.length + outdated.length === 0 ? 0 : 1
}

/** Tries mutants until all are tried, or one of them hangs. */
async function tryMutants(
  folder: string,
  names: readonly string[],
  report: (result: Result) => void,
): Promise<void> {
  await writeFile(join(folder, 'names.json'), JSON.stringify(names))
  const args = [
    '--import',
    'tsx',
    '/work/wt/mutants/.try15678-runner.ts',
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
  // The mutant ended the process, or it did not end.
  if (tried !== undefined) report({ mutant: tried, by: 'the end of its process' })
  else if (code !== 0) throw new Error('The mutants could not be tried.')
}
