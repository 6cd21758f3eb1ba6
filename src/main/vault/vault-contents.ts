/** What a vault's file holds, in memory. */
import { Collections } from './collections'
import { DamagedVaultError } from './errors'
import type { FileBytes } from './file-bytes'
import { readGeneration, type GenerationContents, type GenerationReader } from './generation'
import { PASSKEYS } from './stored-passkey'
import type { FoundHeader } from './vault-header'
import type { Testimony } from './witness'

export interface VaultContents extends GenerationContents {
  readonly collections: Collections
  /** The number of passkeys read. */
  readonly passkeys: number
}

/**
 * @param source the file.
 * @param found its header.
 * @param by what opens the file.
 * @throws {UnreadableVaultError} when no part of the file can be read.
 */
export async function readContents(
  source: FileBytes,
  found: FoundHeader,
  by: Omit<GenerationReader, 'take'>,
): Promise<VaultContents> {
  const { header, bytes: headerBytes } = found
  const collections = new Collections()
  try {
    const take: GenerationReader['take'] = (batch, size) => collections.load(batch, size)
    const contents = await readGeneration({ source, header, headerBytes }, { ...by, take })
    return { ...contents, collections, passkeys: collections.count(PASSKEYS) }
  } catch (error) {
    // The second copy of the header does not belong to this file, so the user needs the fault of the file's own header.
    if (found.fault !== null && error instanceof DamagedVaultError) throw found.fault
    throw error
  }
}

/** How many saved entries are missing, both before and after the last entry that was read. */
export function lostEntries(
  { lost, missing }: Pick<VaultContents, 'lost' | 'missing'>,
  testimony: Testimony,
): number {
  return lost + Math.max(missing, testimony.is === 'cut' ? testimony.missing : 0)
}
