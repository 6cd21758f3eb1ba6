/** What a package is called. */
export interface PackageName {
  /** As in package.json. */
  readonly version: string
  /** As Node names it. */
  readonly arch: string
  /** Whether it carries another Electron than a release does. */
  readonly testRuntime: boolean
}

const DEBIAN_ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
}

/** @throws where Debian has no such architecture, or Electron none for it */
export function debianArchitecture(arch: string): string {
  const name = DEBIAN_ARCHITECTURES[arch]
  if (name === undefined) throw new Error(`There is no Debian package for ${arch}`)
  return name
}

/** Debian sorts `~` before everything, so that 1.0.0~beta.1 is older than 1.0.0. */
export function debianVersion(version: string): string {
  return version.replace('-', '~')
}

/** The file's name: one that must not be released says so. */
export function debFileName({ version, arch, testRuntime }: PackageName): string {
  const suffix = testRuntime ? '-testruntime' : ''
  return `latchkey_${debianVersion(version)}_${debianArchitecture(arch)}${suffix}.deb`
}
