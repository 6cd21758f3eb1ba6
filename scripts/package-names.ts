/** The parts of a package's name. */
export interface PackageName {
  /** The version in package.json. */
  readonly version: string
  /** The architecture, as Node names it. */
  readonly arch: string
  /** True when the package has a different Electron than a release. */
  readonly testRuntime: boolean
}

const DEBIAN_ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
}

/** @throws when Debian or Electron does not support the architecture */
export function debianArchitecture(arch: string): string {
  const name = DEBIAN_ARCHITECTURES[arch]
  if (name === undefined) throw new Error(`There is no Debian package for ${arch}`)
  return name
}

/** Debian sorts `~` before everything, so that 1.0.0~beta.1 is older than 1.0.0. */
export function debianVersion(version: string): string {
  return version.replace('-', '~')
}

/** The file's name. It marks a package that must not be released. */
export function debFileName({ version, arch, testRuntime }: PackageName): string {
  const suffix = testRuntime ? '-testruntime' : ''
  return `latchkey_${debianVersion(version)}_${debianArchitecture(arch)}${suffix}.deb`
}
