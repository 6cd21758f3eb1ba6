/**
 * A project of a test author: a folder of `test/drivers`, copied to an empty place, where npm installs the packed package as
 * from a registry.
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

/** How often the running programs are listed. */
const LOOK_EVERY_MS = 100

export interface RunResult extends Captured {
  /** The names of the programs that were seen, such as `node` and `chromium`. */
  readonly programs: ReadonlySet<string>
  /** The names of those programs that are an Electron, by whatever name. */
  readonly electrons: ReadonlySet<string>
}

interface InstallOptions {
  /** More files of the repository, which the project reaches by the same relative paths. */
  readonly beside?: readonly string[]
  /** The environment for npm and the scripts of packages. */
  readonly env?: Readonly<Record<string, string>>
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
  /** The project's folder. Its parent folders are empty except for `beside`. */
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  /**
   * Installs every package but ours in the version of the project's lock file.
   *
   * @param folder of the repository, such as `test/drivers/node`.
   * @throws when npm fails, or when the lock file does not fit the project's manifest.
   */
  static async install(
    folder: string,
    { beside = [], env = {} }: InstallOptions = {},
  ): Promise<PackedProject> {
    const root = temporaryFolder()
    for (const path of [folder, ...beside]) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      cpSync(inProject(path), join(root, path), { recursive: true })
    }
    // Without it, a loader may treat the neighbouring files as CommonJS.
    if (beside.length > 0) writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n')
    const project = join(root, folder)
    rmSync(join(project, 'node_modules'), { recursive: true, force: true })
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline']
    const { status, output } = await capture(
      'npm',
      ['install', '--save-dev', ...quiet, packedPackage()],
      { cwd: project, env: { ...testAuthorsEnvironment(), ...env } },
    )
    if (status !== 0 || !existsSync(join(project, 'node_modules', 'latchkey')))
      throw new Error(`npm install failed in ${folder}:\n${output}`)
    if (versionsIn(project) !== versionsIn(inProject(folder)))
      throw new Error(
        `The lock file of ${folder} does not fit its package.json: type npm install --package-lock-only there.`,
      )
    return new PackedProject(project)
  }

  /** Runs a program in the project. @param env variables to add to this process's environment. */
  async run(
    program: string,
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>> = {},
  ): Promise<RunResult> {
    const mark = randomUUID()
    const files = new Set<string>()
    const look = () => {
      for (const pid of markedProcesses(`LATCHKEY_RUN=${mark}`)) {
        const file = programOf(pid)
        if (file !== undefined) files.add(file)
      }
    }
    const timer = setInterval(look, LOOK_EVERY_MS)
    try {
      const result = await capture(program, args, {
        cwd: this.folder,
        env: { ...testAuthorsEnvironment(), ...env, LATCHKEY_RUN: mark },
      })
      return {
        ...result,
        programs: new Set([...files].map((file) => basename(file))),
        electrons: new Set([...files].filter(isElectron).map((file) => basename(file))),
      }
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
 * The environment without the variables that Vitest and Vite set for themselves, and npm for its script. In production, npm
 * would install no driver, and it would mistake this repository for the project.
 */
function testAuthorsEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(NODE_OPTIONS|NODE_ENV|VITEST.*|npm_(package|lifecycle)_.*|npm_config_local_prefix)$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}

/** The packages of a project's lock file, without the project itself and our package. */
function versionsIn(project: string): string {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>
  }
  const ours = ['', 'node_modules/latchkey']
  const others = Object.entries(packages).filter(([path]) => !ours.includes(path))
  return JSON.stringify(others.map(([path, { version }]) => [path, version]))
}

/** Each Electron has Chromium's licences beside its program. The browsers of Linux systems keep theirs elsewhere. */
function isElectron(file: string): boolean {
  return existsSync(join(dirname(file), 'LICENSES.chromium.html'))
}

/** The program's file; undefined when it has ended. */
function programOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/exe`)
  } catch {
    return undefined
  }
}
