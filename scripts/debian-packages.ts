/** What a command needs from the system, besides Node and the npm packages. */
export type Need = 'app' | 'browser' | 'desktop' | 'test' | 'drivers' | 'package' | 'package-test'

/** One requirement of a need. */
interface Requirement {
  /** Alternative Debian packages, the preferred package first. */
  readonly packages: readonly string[]
  /** Alternative programs. If one of them is on the PATH, the requirement is met without a Debian package. */
  readonly programs?: readonly string[]
}

/** The names of Chromium's program. `findChromium` uses the first name that exists. */
export const CHROMIUMS = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser']

/** The names of Firefox's program. `findFirefox` uses the first name that exists. */
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
    // Imitates a desktop that shows status icons.
    program('dbus-test-tool', 'dbus-tests', 'dbus'),
    program('dbus-send', 'dbus-bin', 'dbus'),
    { packages: ['firefox-esr'], programs: FIREFOXES },
    program('chromedriver', 'chromium-driver'),
  ],
  drivers: [
    // Makes networks of several computers.
    program('ip', 'iproute2'),
    program('WebKitWebDriver', 'webkit2gtk-driver'),
  ],
  package: [program('fakeroot', 'fakeroot'), program('dpkg-deb', 'dpkg')],
  'package-test': [
    program('desktop-file-validate', 'desktop-file-utils'),
    program('xwininfo', 'x11-utils'),
  ],
}

/** What the system reports about packages and programs. */
export interface PackageFacts {
  readonly isInstalled: (packageName: string) => boolean
  readonly isOnPath: (program: string) => boolean
  /** Whether apt can install the package from its current lists. */
  readonly isAvailable: (packageName: string) => boolean
}

/**
 * The packages to install for these needs, each by the first of its names that this system's apt knows.
 *
 * If apt does not know any of the names, for example because it has no lists yet, the last name is used, which most
 * systems have.
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

/** The shell command that installs the packages. */
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
 * The names that apt can install as normal packages. Ubuntu's `chromium` does not count, because it only installs a
 * snap. The snap needs a running snapd and cannot read our temporary folders.
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
