/** Builds only where a source is newer than what was built. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './project-paths'

/** Says when the last build began. Editors may save while a build runs. */
const STAMP = join('out', 'built-at')

/** Files and folders whose content is built. A folder is newer when a file in it was added, renamed or removed. */
const SOURCES = [
  'src',
  'demo',
  'playwright',
  'build',
  'scripts',
  'package.json',
  'package-lock.json',
]
const CONFIG = /^(tsconfig|.+\.config)\.(json|ts)$/

/**
 * Runs a whole build, and notes it.
 *
 * @throws what `build` throws. Then nothing counts as built.
 */
export async function noteBuild(build: () => Promise<void>, folder = projectFolder): Promise<void> {
  const began = Date.now()
  rmSync(join(folder, STAMP), { force: true })
  await build()
  writeFileSync(join(folder, STAMP), String(began))
}

/** Whether everything was built after the last change of a source. */
export function isBuilt(folder = projectFolder): boolean {
  const began = builtAt(folder)
  return began !== undefined && newestSource(folder) < began
}

function builtAt(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, STAMP), 'utf8'))
  } catch {
    return undefined
  }
}

function newestSource(folder: string): number {
  const names = readdirSync(folder).filter((name) => SOURCES.includes(name) || CONFIG.test(name))
  return Math.max(0, ...names.map((name) => newestIn(join(folder, name))))
}

function newestIn(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}
