/** The path where the running app listens for commands. Each data folder has its own path. */
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SocketPlace {
  readonly platform: NodeJS.Platform
  readonly runtimeFolder: string | undefined
  readonly uid: number | undefined
}

export function systemPlace(): SocketPlace {
  const { platform } = process
  const uid = process.getuid?.()
  return {
    platform,
    runtimeFolder: process.env.XDG_RUNTIME_DIR ?? usualRuntime(platform, uid),
    uid,
  }
}

/**
 * A program that starts Latchkey may pass on few variables: clients of the Model Context Protocol omit XDG_RUNTIME_DIR.
 *
 * @returns the folder that systemd makes; undefined on other systems.
 */
export function usualRuntime(
  platform: NodeJS.Platform,
  uid: number | undefined,
): string | undefined {
  return platform === 'linux' && uid !== undefined ? `/run/user/${uid}` : undefined
}

/**
 * A socket in the user's runtime folder. Without that folder, in a folder of our own that only this user can enter.
 *
 * @throws when the folder belongs to another user.
 */
export function commandSocketPath(
  dataFolder: string,
  { platform, runtimeFolder, uid }: SocketPlace,
): string {
  const name = `latchkey-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}`
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`
  // Some systems name a folder here that does not exist.
  if (runtimeFolder !== undefined && existsSync(runtimeFolder))
    return join(runtimeFolder, `${name}.sock`)
  const folder = join(tmpdir(), `latchkey-${uid ?? 'user'}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid: owner, mode } = lstatSync(folder)
  if ((uid !== undefined && owner !== uid) || (mode & 0o077) !== 0)
    throw new Error(
      `${folder} belongs to another user, or other users can enter it; remove the folder, then try again`,
    )
  return join(folder, `${name}.sock`)
}
