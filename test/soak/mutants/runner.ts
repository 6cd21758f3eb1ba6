/**
 * A process that tries mutants, one after another, and writes a line for each. It keeps one Vitest with all unchanged
 * modules, because starting one takes longer than most mutants live. Run by `run.ts`.
 *
 * Arguments: the names of the mutants, as JSON, from a file.
 */
import { readFileSync, writeSync } from 'node:fs'
import { BaseSequencer, createVitest, type TestSpecification } from 'vitest/node'
import { inProject } from '../../../scripts/project-paths'
import { allMutants } from './all-mutants'
import type { Mutant } from './mutant'

/** How long a test of a mutant may take: one that waits for what never comes ends, and kills the mutant. */
const PATIENCE_MS = 20_000

/** Not run: these tests bundle the code themselves, so that no mutant reaches them. */
const BUNDLING = ['test/main/vault/crash.test.ts', 'test/main/vault/processes.test.ts']

class AsGiven extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }
}

/** The mutant that is tried. */
let tried: Mutant | undefined

const vitest = await createVitest(
  'test',
  {
    config: false,
    root: inProject(),
    include: ['test/main/vault/**/*.test.ts'],
    exclude: BUNDLING,
    setupFiles: ['test/support/same-chance.ts'],
    isolate: false,
    watch: false,
    bail: 1,
    maxWorkers: 1,
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    reporters: [{}],
    sequence: { sequencer: AsGiven },
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id) => tried?.texts.get(id),
      },
    ],
  },
)

/** How many mutants each file of tests has killed: the next mutant meets the best one first. */
const kills = new Map<string, number>()
const specifications = await vitest.globTestSpecifications()
if (await killer(specifications)) throw new Error('The tests of the vault fail without a mutant.')
for (const mutant of chosen()) {
  say({ mutant: mutant.name })
  const by = await killer(related(setMutant(mutant)))
  if (by !== undefined) kills.set(by, (kills.get(by) ?? 0) + 1)
  say({ mutant: mutant.name, by: by ?? null })
}
await vitest.close()

/** @returns the paths of the changed files. */
function setMutant(mutant: Mutant): readonly string[] {
  const changed = [...mutant.texts.keys()]
  for (const file of [...(tried?.texts.keys() ?? []), ...changed]) vitest.invalidateFile(file)
  tried = mutant
  return changed
}

/** Files of tests that import one of these files, directly or not. The others cannot tell that it has changed. */
function related(paths: readonly string[]): readonly TestSpecification[] {
  const { moduleGraph } = vitest.vite.environments.ssr
  const seen = new Set(paths.flatMap((path) => [...(moduleGraph.getModulesByFile(path) ?? [])]))
  // The loop also visits what is added during it.
  for (const module of seen) for (const importer of module.importers) seen.add(importer)
  const files = new Set([...seen].map(({ file }) => file))
  return specifications.filter(({ moduleId }) => files.has(moduleId))
}

/** @returns the file whose test fails; undefined when all tests pass. */
async function killer(tests: readonly TestSpecification[]): Promise<string | undefined> {
  const order = tests.toSorted(
    (a, b) =>
      (kills.get(b.moduleId) ?? 0) - (kills.get(a.moduleId) ?? 0) || slowness(a) - slowness(b),
  )
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(order)
  process.exitCode = 0
  const ran = new Set(order.map(({ moduleId }) => moduleId))
  const failed = testModules.find((each) => ran.has(each.moduleId) && each.state() === 'failed')
  return failed?.moduleId ?? (unhandledErrors.length > 0 ? 'an unhandled error' : undefined)
}

/** Files that take seconds come last. */
function slowness({ moduleId }: TestSpecification): number {
  return ['load-vault', 'frame-scan', 'first-vault', 'new-vault'].findIndex((name) =>
    moduleId.endsWith(`/${name}.test.ts`),
  )
}

function chosen(): readonly Mutant[] {
  const names = new Set(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as string[])
  return allMutants().mutants.filter(({ name }) => names.has(name))
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}
