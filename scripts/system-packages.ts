/** Installs the Debian packages that a command needs, before the command starts. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import {
  availableNames,
  CHROMIUMS,
  FIREFOXES,
  installedNames,
  installLine,
  missingPackages,
  packageNames,
  type Need,
} from './debian-packages'
import { run } from './run-command'

/**
 * Makes sure that the system meets the needs. As root, it installs missing packages and prints their names. Does
 * nothing on systems that are not based on Debian.
 *
 * @throws when packages are missing and cannot be installed; for other users than root with the command to type
 */
export async function ensureSystemPackages(needs: readonly Need[]): Promise<void> {
  if (!existsSync('/etc/debian_version')) return
  if (missing(needs).length === 0) return
  if (process.getuid?.() !== 0) {
    throw new Error(
      `Some packages of the system are missing. Type:\n\n  ${installLine(missing(needs))}\n`,
    )
  }
  // Updates the lists first, because they decide which package names exist.
  await apt('update')
  const packages = missing(needs)
  const unknown = packages.filter((name) => !available([name]).has(name))
  if (unknown.length > 0) throw new Error(unavailable(unknown))
  console.error(`Installing: ${packages.join(' ')}`)
  await apt('install', '-y', '--no-install-recommends', ...packages)
}

/** The Chromium to open pages with. CHROMIUM_PATH takes precedence. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  return named ?? CHROMIUMS.map(onPath).find((file) => file !== undefined)
}

/** The Firefox to open pages with. FIREFOX_PATH takes precedence. */
export function findFirefox(): string | undefined {
  const named = process.env.FIREFOX_PATH
  return named ?? FIREFOXES.map(onPath).find((file) => file !== undefined)
}

function missing(needs: readonly Need[]): string[] {
  const names = packageNames(needs)
  const installed = installedNames(
    output('dpkg-query', '--show', '--showformat', '${Package} ${db:Status-Status}\n', ...names),
  )
  const known = available(names)
  return missingPackages(needs, {
    isInstalled: (name) => installed.has(name),
    isAvailable: (name) => known.has(name),
    isOnPath: (program) => find(program) !== undefined,
  })
}

function available(names: readonly string[]): Set<string> {
  return availableNames(output('apt-cache', 'policy', ...names))
}

/** Explains the special case of Ubuntu, whose Chromium is a snap that this script cannot install. */
function unavailable(names: readonly string[]): string {
  return (
    `The system's packages do not bring ${names.join(', ')}. Install it in another way` +
    browserHint(names)
  )
}

function browserHint(names: readonly string[]): string {
  if (names.includes('chromium')) return ', or name a Chromium or Chrome by CHROMIUM_PATH.'
  return names.includes('firefox-esr') ? ', or name a Firefox by FIREFOX_PATH.' : '.'
}

function find(program: string): string | undefined {
  if (CHROMIUMS.includes(program)) return findChromium()
  return FIREFOXES.includes(program) ? findFirefox() : onPath(program)
}

function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file))
}

/** Ignores the exit status: dpkg-query exits with 1 when it does not know one name, but still prints the others. */
function output(command: string, ...args: string[]): string {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).stdout
}

async function apt(...args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quiet = ['-q', '-o', 'Dpkg::Use-Pty=0'] // no progress bars in a log
  const status = await run('apt-get', [...quiet, ...args], { env })
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed with status ${status}`)
}
