/**
 * A process that tries mutants, one after another, and writes a line for each. It keeps one Vitest with all unchanged
 * modules, because starting one takes longer than most mutants live. Run by `run.ts`.
 *
 * Arguments: the suite, a file with the names of the mutants, as JSON, and a file for the experience of `TestOrder`.
 */
import { readFileSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { BaseSequencer, createVitest, type TestModule, type TestSpecification } from 'vitest/node'
import { inProject } from '../../../scripts/project-paths'
import type { Mutant } from './mutant'
import { suiteOf } from './suite'
import { TestOrder } from './test-order'

/**
 * The time limit for a test of a mutant. A test that waits for ever then fails, and kills the mutant. The slowest test takes
 * half of this time on a busy machine.
 */
const PATIENCE_MS = 30_000

const POLL_MS = 10_000

class AsGiven extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }
}

const suite = suiteOf(process.argv[2])
const mutants = chosen()

/** The current mutant. */
let tried: Mutant | undefined
/** The files that failed in this run. Vitest also keeps naming those of earlier runs. */
const failing: string[] = []

const vitest = await createVitest(
  'test',
  {
    config: false,
    root: inProject(),
    ...suite.tests,
    isolate: false,
    watch: false,
    bail: 1,
    maxWorkers: 1,
    // Ends a mutant that fills the memory endlessly sooner.
    execArgv: ['--max-old-space-size=2048'],
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    expect: { poll: { timeout: POLL_MS } },
    reporters: [
      {
        onTestModuleQueued: tellOfLife,
        onTestModuleStart: tellOfLife,
        onTestCaseResult: ({ module }) => tellOfLife(module),
        onTestModuleEnd: noteFailure,
      },
    ],
    sequence: { sequencer: AsGiven },
  },
  {
    plugins: [
      ...suite.plugins,
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id) => tried?.texts.get(id),
      },
    ],
  },
)

const order = new TestOrder(process.argv[4] ?? '')
const specifications = neededBy(mutants, await vitest.globTestSpecifications())
await tryWithoutMutant()
for (const mutant of mutants) {
  say({ mutant: mutant.name })
  const changed = setMutant(mutant)
  const by = await killer(order.sort(testsOf(mutant), changed))
  if (by !== undefined) order.noteKill(changed, by)
  say({ mutant: mutant.name, by: by ?? null })
}
await vitest.close()

/** Loads every module, so that `related()` knows who imports what. The first process also runs the tests. */
async function tryWithoutMutant(): Promise<void> {
  if (order.knowsDurations) vitest.setGlobalTestNamePattern(/(?!)/)
  const { testModules } = await vitest.runTestSpecifications([...specifications])
  vitest.resetGlobalTestNamePattern()
  if (failing[0]) throw new Error(`${basename(failing[0])} fails without a mutant.`)
  if (!order.knowsDurations)
    for (const each of testModules) order.noteDuration(each.moduleId, each.diagnostic().duration)
}

/** @returns the paths of the changed files. */
function setMutant(mutant: Mutant): readonly string[] {
  const changed = [...mutant.texts.keys()]
  for (const file of [...(tried?.texts.keys() ?? []), ...changed]) vitest.invalidateFile(file)
  tried = mutant
  return changed
}

/** The specifications of the files that the mutants name, or of all files if one of the mutants names none. */
function neededBy(all: readonly Mutant[], found: readonly TestSpecification[]) {
  if (all.some(({ tests }) => tests === undefined)) return found
  const wanted = new Set(all.flatMap(({ tests = [] }) => tests.map((test) => inProject(test))))
  const needed = found.filter(({ moduleId }) => wanted.has(moduleId))
  const known = new Set(needed.map(({ moduleId }) => moduleId))
  const missing = [...wanted].filter((path) => !known.has(path))
  if (missing.length > 0) throw new Error(`There are no such tests: ${missing.join(', ')}`)
  return needed
}

function testsOf({ tests, texts }: Mutant): readonly TestSpecification[] {
  if (!tests) return related([...texts.keys()])
  const paths = tests.map((test) => inProject(test))
  return specifications.filter(({ moduleId }) => paths.includes(moduleId))
}

/** Files of tests that import one of these files, directly or not. Other tests cannot notice the change. */
function related(paths: readonly string[]): readonly TestSpecification[] {
  const { moduleGraph } = vitest.vite.environments.ssr
  const seen = new Set(paths.flatMap((path) => [...(moduleGraph.getModulesByFile(path) ?? [])]))
  // The loop also visits files that are added during it.
  for (const module of seen) for (const importer of module.importers) seen.add(importer)
  const files = new Set([...seen].map(({ file }) => file))
  return specifications.filter(({ moduleId }) => files.has(moduleId))
}

/** @returns the file whose test fails; undefined when all tests pass. */
async function killer(tests: readonly TestSpecification[]): Promise<string | undefined> {
  failing.length = 0
  const { unhandledErrors } = await vitest.runTestSpecifications([...tests])
  process.exitCode = 0
  return failing[0] ?? (unhandledErrors.length > 0 ? 'an unhandled error' : undefined)
}

function chosen(): readonly Mutant[] {
  const names = new Set(JSON.parse(readFileSync(process.argv[3] ?? '', 'utf8')) as string[])
  return suite.mutants().mutants.filter(({ name }) => names.has(name))
}

/** Tells `run.ts` that the mutant is still making progress. */
function tellOfLife({ moduleId }: TestModule): void {
  const durationMs = order.durationOf(moduleId)
  say(durationMs === undefined ? {} : { patienceMs: PATIENCE_MS + 10_000 + 10 * durationMs })
}

function noteFailure(module: TestModule): void {
  if (module.state() === 'failed') failing.push(module.moduleId)
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}
