/**
 * A project of a test author: a folder of `test/drivers`, copied to an empty place, where npm installs the packed package
 * as it would come from a registry.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { markedProcesses } from '../../scripts/marked-processes'
import { inProject } from '../../scripts/project-paths'
import { capture, type Captured } from '../../scripts/run-command'
import { temporaryFolder } from './app'

/** How often the running programs are looked at. */
const LOOK_EVERY_MS = 100

export interface RunResult extends Captured {
  /** The names of the programs that were seen, such as `node` and `chromium`. */
  readonly programs: ReadonlySet<string>
}

/** The tarball that `npm run package:npm` made. @throws when there is none. */
export function packedPackage(): string {
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
    readonly version: string
  }
  const file = inProject('dist', `latchkey-${version}.tgz`)
  if (!existsSync(file)) throw new Error(`${file} is missing: type npm run package:npm.`)
  return file
}

export class PackedProject {
  /** Where the project is. Its parents are empty but for `beside`. */
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  /**
   * @param folder of the repository, such as `test/drivers/node`.
   * @param beside more files of the repository, which the project reaches by the same relative paths.
   */
  static async install(folder: string, beside: readonly string[] = []): Promise<PackedProject> {
    const root = temporaryFolder()
    for (const path of [folder, ...beside]) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      cpSync(inProject(path), join(root, path), { recursive: true })
    }
    // Without it, a loader may take the files beside for CommonJS.
    if (beside.length > 0) writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n')
    const project = join(root, folder)
    rmSync(join(project, 'node_modules'), { recursive: true, force: true })
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline']
    const { status, output } = await capture(
      'npm',
      ['install', '--save-dev', ...quiet, packedPackage()],
      { cwd: project, env: testAuthorsEnvironment() },
    )
    if (status !== 0 || !existsSync(join(project, 'node_modules', 'latchkey')))
      throw new Error(`npm install failed in ${folder}:\n${output}`)
    return new PackedProject(project)
  }

  /** Runs a program in the project. @param env what it gets beside this process's environment. */
  async run(
    program: string,
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>> = {},
  ): Promise<RunResult> {
    const mark = randomUUID()
    const programs = new Set<string>()
    const look = () => {
      for (const pid of markedProcesses(`LATCHKEY_RUN=${mark}`)) {
        const program = programOf(pid)
        if (program !== undefined) programs.add(program)
      }
    }
    const timer = setInterval(look, LOOK_EVERY_MS)
    try {
      const result = await capture(program, args, {
        cwd: this.folder,
        env: { ...testAuthorsEnvironment(), ...env, LATCHKEY_RUN: mark },
      })
      return { ...result, programs }
    } finally {
      clearInterval(timer)
    }
  }

  /** Runs the project's tests with Node's test runner. */
  test(
    env: Readonly<Record<string, string | undefined>> = {},
    node = process.execPath,
  ): Promise<RunResult> {
    return this.run(node, ['--test', '--test-reporter=tap'], env)
  }
}

/**
 * Without what Vitest and Vite set for themselves, and npm for the script that it runs: in production, npm installs no
 * driver, and it would take this repository for the project.
 */
function testAuthorsEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(NODE_OPTIONS|NODE_ENV|VITEST.*|npm_(package|lifecycle)_.*|npm_config_local_prefix)$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}

/** The name of the program's file; undefined when it has ended. */
function programOf(pid: number): string | undefined {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`))
  } catch {
    return undefined
  }
}
