import { spawnSync } from 'node:child_process'

/**
 * Whether Chromium and Electron can make their sandbox here. They never do for root. Otherwise this asks
 * by trying, as they do: what forbids it (a setting, AppArmor, a container) does not matter.
 */
export function canMakeSandbox(): boolean {
  if (process.platform !== 'linux') return true
  if (process.getuid?.() === 0) return false
  const { status, error } = spawnSync('unshare', ['--user', '--map-root-user', 'true'])
  return error !== undefined || status === 0
}
