/**
 * `npm test`: runs the stages of `EVERY_TIME`, in this order, and stops at the first stage that fails.
 *
 *   node --import tsx scripts/test.ts [STAGE…] [FILE…] [-- OPTION…]
 *
 * runs only the given stages and test files, and passes the options to vitest.
 */
import { parseArgs } from 'node:util'
import { build } from './build'
import { check } from './check'
import { onDesktop } from './desktop'
import { describeElectron, findElectron } from './electron-runtime'
import { makeNpmPackage } from './package-npm'
import { inProject } from './project-paths'
import { run, type ExitStatus } from './run-command'
import { runScript } from './run-script'
import { ensureSystemPackages, findChromium, findFirefox } from './system-packages'

type Stage = (files: readonly string[]) => Promise<ExitStatus>

/** How many end-to-end files run at the same time: the number of cores of the smallest supported machine. */
const DESKTOPS = 2

const STAGES: Record<string, Stage> = {
  prepare: async () => {
    await ensureSystemPackages(['app', 'browser', 'desktop', 'test'])
    console.log(describeElectron(await findElectron()))
    return 0
  },
  check: () => check(),
  unit: (files) => run(process.execPath, vitest('unit', files)),
  build: async () => {
    await build()
    return 0
  },
  tarball: async () => {
    await makeNpmPackage()
    return 0
  },
  e2e: (files) => inBrowsers('e2e', files),
  looks: (files) => inBrowsers('looks', files),
  drivers: async (files) => {
    // Not in `prepare`: of `npm test`, nothing uses them.
    await ensureSystemPackages(['drivers'])
    return inBrowsers('drivers', files)
  },
}

/** The stages of `npm test`. The others have commands of their own, so that `npm test` stays short. */
const EVERY_TIME = ['prepare', 'check', 'unit', 'build', 'e2e']

function inBrowsers(project: string, files: readonly string[]): Promise<ExitStatus> {
  const browsers = { CHROMIUM_PATH: findChromium(), FIREFOX_PATH: findFirefox() }
  return onDesktop(process.execPath, vitest(project, files), browsers, DESKTOPS)
}

function vitest(project: string, files: readonly string[]): string[] {
  return [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', project, ...files]
}

await runScript(async () => {
  // Options after -- go to vitest.
  const { positionals } = parseArgs({ allowPositionals: true })
  const named = positionals.filter((word) => Object.hasOwn(STAGES, word))
  const files = positionals.filter((word) => !Object.hasOwn(STAGES, word))
  const chosen = named.length > 0 ? named : EVERY_TIME
  for (const name of chosen) {
    const status = await timed(name, () => STAGES[name]?.(files) ?? Promise.resolve(0))
    if (status !== 0) return status
  }
  console.log(`\nstages: ${chosen.length} passed, 0 failed`)
  return 0
})

async function timed(name: string, stage: () => Promise<ExitStatus>): Promise<ExitStatus> {
  console.log(`\n━━━ ${name}`)
  const start = performance.now()
  const status = await stage()
  const seconds = Math.round((performance.now() - start) / 1000)
  console.log(`━━━ ${name}: ${status === 0 ? 'passed' : `failed (${status})`} in ${seconds} s`)
  return status
}
