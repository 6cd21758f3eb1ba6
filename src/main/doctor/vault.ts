import { lstatSync, readdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../cli/doctor/finding'
import { connectToApp } from '../commands/command-client'
import { commandSocketPath, systemPlace } from '../commands/socket-path'

/** Below this the vault may not find room for its next generation. */
const LITTLE_ROOM_BYTES = 64 * 1024 * 1024

export interface VaultFacts {
  readonly folder: string
  /** undefined: there is no such folder. */
  names(): readonly string[] | undefined
  /** The permission bits of a file in the folder, or of the folder; undefined where the system has none. */
  modeOf(name: string): number | undefined
  isRunning(): Promise<boolean>
  freeBytes(): number
}

/** Opens nothing, and changes nothing. */
export async function checkVault(facts: VaultFacts): Promise<readonly Finding[]> {
  const check = 'vault'
  const names = facts.names()
  const running = (await facts.isRunning()) ? ' Latchkey is running with it.' : ''
  if (!names?.includes('vault.pkv'))
    return [
      {
        check,
        state: 'well',
        found: `There is none yet in ${facts.folder}.${running}`,
        advice: null,
      },
    ]
  const findings: Finding[] = [
    { check, state: 'well', found: `It is in ${facts.folder}.${running}`, advice: null },
  ]
  const open = ['', 'vault.pkv'].filter((name) => ((facts.modeOf(name) ?? 0) & 0o077) !== 0)
  if (open.length > 0)
    findings.push({
      check,
      state: 'note',
      found: 'Others on this computer can read its file or its folder.',
      advice: `It is sealed all the same. To shut them out: chmod -R go= "${facts.folder}"`,
    })
  if (facts.freeBytes() < LITTLE_ROOM_BYTES)
    findings.push({
      check,
      state: 'wrong',
      found: 'The disk that it is on is nearly full.',
      advice: 'Make room, so that new passkeys can be kept.',
    })
  return findings
}

export function systemVaultFacts(folder: string): VaultFacts {
  return {
    folder,
    names: () => {
      try {
        return readdirSync(folder)
      } catch {
        return undefined
      }
    },
    modeOf: (name) =>
      process.platform === 'win32' ? undefined : lstatSync(join(folder, name)).mode & 0o777,
    isRunning: async () => {
      const app = await connectToApp(commandSocketPath(folder, systemPlace()))
      app?.close()
      return app !== undefined
    },
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
  }
}
