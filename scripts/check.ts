/** `npm run check`: format, lint, types, import rules and dead code, two at a time. */
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inProject, projectFolder } from './project-paths'
import { capture, type ExitStatus } from './run-command'
import { runScript } from './run-script'

/** How many checks run at the same time: the number of cores of the smallest supported machine. */
const AT_ONCE = 2

/** Folders that import .vue files and so need vue-tsc. The other folders use the native compiler, which is faster. */
const WITH_VUE = ['src/renderer', 'test/renderer']

interface Check {
  readonly name: string
  /** An npm package's command, by the file that holds it. */
  readonly command: string
  readonly args: readonly string[]
}

/** @returns 0 when all checks pass */
export async function check(): Promise<ExitStatus> {
  const waiting = checks()
  let failed = 0
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await passes(next))) failed += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return failed === 0 ? 0 : 1
}

/** The longest first, so that they overlap. */
function checks(): Check[] {
  const withVue = typedFolders().filter((folder) => WITH_VUE.includes(folder))
  const others = typedFolders().filter((folder) => !WITH_VUE.includes(folder))
  return [
    ...withVue.map((folder) => typesOf(folder, 'vue-tsc/bin/vue-tsc.js')),
    {
      name: 'lint of the window and the page script',
      command: 'eslint/bin/eslint.js',
      args: ['.', '--max-warnings=0'],
    },
    { name: 'lint', command: 'oxlint/bin/oxlint', args: [] },
    { name: 'format', command: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
    { name: 'dead code', command: 'knip/bin/knip.js', args: [] },
    {
      name: 'import rules',
      command: 'dependency-cruiser/bin/dependency-cruise.mjs',
      args: ['src', 'playwright', '--output-type', 'err'],
    },
    ...others.map((folder) => typesOf(folder, 'typescript-native/bin/tsc')),
  ]
}

function typesOf(folder: string, command: string): Check {
  return { name: `types of ${folder}`, command, args: ['--noEmit', '--project', folder] }
}

/** The folders that have their own tsconfig.json, because each runtime has its own types. */
function typedFolders(): string[] {
  const runTimes = readdirSync(inProject('src')).map((folder) => `src/${folder}`)
  return ['test', 'test/renderer', ...runTimes, 'demo', 'scripts', 'bench', 'playwright'].filter(
    (folder) => existsSync(inProject(folder, 'tsconfig.json')),
  )
}

async function passes({ name, command, args }: Check): Promise<boolean> {
  const start = performance.now()
  const file = inProject('node_modules', ...command.split('/'))
  const { status, output } = await capture(process.execPath, [file, ...args], {
    cwd: projectFolder,
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (status !== 0) console.log(output)
  return status === 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runScript(check)
