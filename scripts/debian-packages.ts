/** What a command needs of the system, beside Node and the npm packages. */
export type Need = 'app' | 'browser' | 'desktop' | 'test' | 'package' | 'package-test'

/** One thing that must be there. */
interface Requirement {
  /** The Debian packages any of which brings it, the preferred name first. */
  readonly packages: readonly string[]
  /** A program any of which shows that it is there, whoever installed it. */
  readonly programs?: readonly string[]
}

/** The programs that are a Chromium; `findChromium` takes the first that is there. */
export const CHROMIUMS = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser']

/** The programs that are a Firefox; `findFirefox` takes the first that is there. */
export const FIREFOXES = ['firefox-esr', 'firefox']

const library = (...packages: string[]): Requirement => ({ packages })
const program = (name: string, ...packages: string[]): Requirement => ({
  packages,
  programs: [name],
})

const REQUIREMENTS: Record<Need, readonly Requirement[]> = {
  app: [
    library('libgtk-3-0t64', 'libgtk-3-0'),
    library('libasound2t64', 'libasound2'),
    library('libnss3'),
    library('libgbm1'),
    library('libsecret-1-0'),
  ],
  browser: [{ packages: ['chromium'], programs: CHROMIUMS }],
  desktop: [
    program('Xvfb', 'xvfb'),
    program('dbus-daemon', 'dbus'),
    program('gnome-keyring-daemon', 'gnome-keyring'),
    library('fonts-liberation', 'fonts-dejavu-core'),
  ],
  test: [
    // What plays the part of a desktop that shows status icons.
    program('dbus-test-tool', 'dbus-tests', 'dbus'),
    program('dbus-send', 'dbus-bin', 'dbus'),
    { packages: ['firefox-esr'], programs: FIREFOXES },
    program('chromedriver', 'chromium-driver'),
  ],
  package: [program('fakeroot', 'fakeroot'), program('dpkg-deb', 'dpkg')],
  'package-test': [
    program('desktop-file-validate', 'desktop-file-utils'),
    program('xwininfo', 'x11-utils'),
  ],
}

/** What a Debian system knows about its packages. */
export interface PackageFacts {
  readonly isInstalled: (packageName: string) => boolean
  readonly isOnPath: (program: string) => boolean
  /** Whether apt could install it from the lists that it has. */
  readonly isAvailable: (packageName: string) => boolean
}

/**
 * The packages to install for these needs, each under the name that this system's apt knows it by.
 *
 * Where apt knows none of the names (it may have no lists yet) it is the last, which most systems have.
 */
export function missingPackages(needs: readonly Need[], facts: PackageFacts): string[] {
  const missing = needs
    .flatMap((need) => REQUIREMENTS[need])
    .filter((requirement) => !isThere(requirement, facts))
    .map(({ packages }) => packages.find(facts.isAvailable) ?? packages.at(-1) ?? '')
  return [...new Set(missing)]
}

function isThere({ packages, programs }: Requirement, facts: PackageFacts): boolean {
  return programs === undefined ? packages.some(facts.isInstalled) : programs.some(facts.isOnPath)
}

/** The line to type for them. */
export function installLine(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`
}

/**
 * The names that dpkg reports as installed.
 *
 * @param output of `dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' NAME…`
 */
export function installedNames(output: string): Set<string> {
  const lines = output.split('\n').map((line) => line.split(' '))
  return new Set(lines.flatMap(([name, status]) => (status === 'installed' && name ? [name] : [])))
}

/**
 * The names that apt can install as programs of this system. Ubuntu's `chromium` only stands for a
 * snap, which needs a running snapd and sees no temporary folder of ours: it does not count.
 *
 * @param output of `apt-cache policy NAME…`
 */
export function availableNames(output: string): Set<string> {
  const names = new Set<string>()
  let current = ''
  for (const line of output.split('\n')) {
    current = /^(\S+):$/.exec(line)?.[1] ?? current
    const candidate = /^ {2}Candidate: (.+)$/.exec(line)?.[1]
    if (candidate && candidate !== '(none)' && !candidate.includes('snap')) names.add(current)
  }
  return names
}

/** Every name that `missingPackages` may ask about. */
export function packageNames(needs: readonly Need[]): string[] {
  return needs.flatMap((need) => REQUIREMENTS[need].flatMap(({ packages }) => packages))
}
