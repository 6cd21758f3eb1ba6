import { spawnSync } from 'node:child_process'

/**
 * Whether Chromium and Electron can create their sandbox on this machine. Always false for root on Linux. For other
 * users, it tries to create a user namespace, because a setting, AppArmor or a container can forbid that.
 */
export function canMakeSandbox(): boolean {
  if (process.platform !== 'linux') return true
  if (process.getuid?.() === 0) return false
  const { status, error } = spawnSync('unshare', ['--user', '--map-root-user', 'true'])
  return error !== undefined || status === 0
}
