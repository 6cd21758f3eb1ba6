/** The oldest Node that Latchkey runs on. */
export const LEAST_NODE = '20.19'

/** @param version as `process.versions.node` has it. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE.split('.').map(Number)
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
}
