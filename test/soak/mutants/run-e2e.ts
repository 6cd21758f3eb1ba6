/**
 * `npm run soak:findings-e2e`: brings back each fault that only tests in real programs can detect, and expects that one of
 * the tests fails. Words after `--` choose mutants. Each mutant is built in a copy of the project, which is removed at the
 * end.
 */
import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { inProject, projectFolder } from '../../../scripts/project-paths'
import { capture, type Captured, type ExitStatus } from '../../../scripts/run-command'
import { runScript } from '../../../scripts/run-script'
import { chosenBy } from './chosen'
import { mutantsOfFindings } from './findings'
import type { Mutant } from './mutant'

/** Folders outside git, which the copy shares. */
const SHARED = ['node_modules', '.cache']

/** For the folder of a test: the stages of `scripts/test.ts` that run it. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  'test/e2e': ['build', 'e2e'],
  'test/looks': ['looks'],
  'test/drivers': ['build', 'tarball', 'drivers'],
}

await runScript(run)

async function run(): Promise<ExitStatus> {
  const { mutants, stale } = mutantsOfFindings('e2e')
  const names = chosenBy(
    process.argv.slice(2),
    mutants.map(({ name }) => name),
  )
  const chosen = mutants.filter(({ name }) => names.includes(name))
  const copy = await copyOfProject()
  try {
    const survivors = await tryAll(copy, chosen)
    console.log(`\n${chosen.length - survivors.length} of ${chosen.length} mutants killed`)
    for (const name of survivors) console.log(`survived: ${name}`)
    for (const name of stale) console.log(`no longer applies: ${name}`)
    return survivors.length + stale.length === 0 ? 0 : 1
  } finally {
    rmSync(copy, { recursive: true })
  }
}

/** @returns the names of the mutants that survive. */
async function tryAll(copy: string, mutants: readonly Mutant[]): Promise<readonly string[]> {
  const survivors: string[] = []
  const passed = new Set<string>()
  for (const { name, texts, tests = [] } of mutants) {
    await requirePass(copy, tests, passed)
    for (const [path, text] of texts) writeFileSync(placeIn(copy, path), text)
    const killer = await firstToFail(copy, tests)
    for (const path of texts.keys()) copyFileSync(path, placeIn(copy, path))
    if (killer === undefined) survivors.push(name)
    console.log(`${killer === undefined ? 'SURVIVED' : `killed by ${killer}`}: ${name}`)
  }
  return survivors
}

/** Runs each test once without a mutant, because a test that fails anyway proves nothing. */
async function requirePass(
  copy: string,
  tests: readonly string[],
  passed: Set<string>,
): Promise<void> {
  for (const test of tests) {
    if (passed.has(test)) continue
    if (!(await passes(copy, test))) throw new Error(`${test} fails without a mutant.`)
    passed.add(test)
  }
}

async function firstToFail(copy: string, tests: readonly string[]): Promise<string | undefined> {
  for (const test of tests) if (!(await passes(copy, test))) return test
  return undefined
}

/**
 * @param test a file, or a file, ` > ` and a part of the name of a test.
 * @throws when a stage before the test fails, such as the build.
 */
async function passes(copy: string, test: string): Promise<boolean> {
  const [file = '', name] = test.split(' > ')
  const stages = STAGES[dirname(file)] ?? []
  for (const stage of stages.slice(0, -1)) {
    const { status, output } = await runStage(copy, stage)
    if (status !== 0) throw new Error(`${stage} failed:\n${output}`)
  }
  const chosen = name === undefined ? [] : ['-t', name]
  const { status } = await runStage(copy, ...stages.slice(-1), file, '--', '--bail=1', ...chosen)
  return status === 0
}

function runStage(copy: string, ...words: readonly string[]): Promise<Captured> {
  return capture(process.execPath, ['--import', 'tsx', 'scripts/test.ts', ...words], { cwd: copy })
}

/** All files that are in git or could be. The copy keeps an interrupted run from leaving a mutant in the project. */
async function copyOfProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'latchkey-mutants-'))
  const { stdout } = await capture(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    { cwd: projectFolder },
  )
  for (const file of stdout.split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    copyFileSync(inProject(file), join(copy, file))
  }
  for (const folder of SHARED) symlinkSync(inProject(folder), join(copy, folder))
  return copy
}

function placeIn(copy: string, path: string): string {
  return join(copy, relative(projectFolder, path))
}
