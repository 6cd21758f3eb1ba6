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
  /** How many passkeys were read. */
  readonly passkeys: number
}

/**
 * @param source the file.
 * @param found its header.
 * @param by what the file is opened with.
 * @throws {UnreadableVaultError} when no part of it can be read.
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
    // The second copy of the header is not of this file: what is wrong with the file's own is what the user should know.
    if (found.fault !== null && error instanceof DamagedVaultError) throw found.fault
    throw error
  }
}

/** How many entries that were saved are missing: before the last one that was read, and after it. */
export function lostEntries(
  { lost, missing }: Pick<VaultContents, 'lost' | 'missing'>,
  testimony: Testimony,
): number {
  return lost + Math.max(missing, testimony.is === 'cut' ? testimony.missing : 0)
}
