/** A journal by itself, without the vault around it. */
import { expect } from 'vitest'
import { Collections } from '../../src/main/vault/collections'
import { writeGeneration } from '../../src/main/vault/generation'
import { decodeHeader, type Header } from '../../src/main/vault/header'
import { Journal } from '../../src/main/vault/journal'
import type { Operation } from '../../src/main/vault/operation'
import type { InTurn } from '../../src/main/vault/records'
import { VaultFolder } from '../../src/main/vault/vault-folder'
import { VaultKeys } from '../../src/main/vault/vault-keys'
import { readWhole } from '../../src/main/vault/whole-file'
import { FakeClock } from './fake-clock'
import { FaultyFiles, type FileCall } from './faulty-files'
import { MemoryFiles } from './memory-files'
import { random } from './vault-home'

export const MEBIBYTE = 1_048_576
/** The bytes of a frame beside the letters of its value, which are more than 65 535. */
const AROUND = 36 + 20

export const header: Header = {
  generation: 3,
  vaultId: new Uint8Array(16).fill(4),
  keyId: new Uint8Array(8).fill(5),
  slots: [{ kind: 'keychain' }],
}

interface Limits {
  readonly largest?: number
  readonly rewrittenAtOnce?: number
}

/** The journal of an empty vault. */
export async function journalWith({ largest = Infinity, rewrittenAtOnce = MEBIBYTE }: Limits = {}) {
  const files = new FaultyFiles(new MemoryFiles())
  const folder = new VaultFolder(files, '/vault', new FakeClock())
  const told: (string | null)[] = []
  const onReadOnly = (reason: string | null) => void told.push(reason)
  const path = folder.vault
  const generation = await writeGeneration({
    ...{ files, path, header, keys: keys(), plaintexts: [], random },
  })
  const parts = { folder, keys: keys(), random, largest, rewrittenAtOnce, onReadOnly }
  const journal = await Journal.continue(parts, generation)
  return { files, folder, journal, told }
}

export function keys(): VaultKeys {
  return new VaultKeys(new Uint8Array(32).fill(1), header.vaultId)
}

export function put(key: string, value: unknown = 1): Operation {
  return ['put', 'things', key, value]
}

export function none(): readonly Uint8Array[] {
  return []
}

/** Appends one entry, so that the file has this size. */
export async function grow(journal: Journal, size: number): Promise<void> {
  const letters = Math.floor(size) - journal.extent.size - AROUND
  await journal.append([put('a', 'x'.repeat(letters))])
  expect(journal.extent.size).toBe(Math.floor(size))
}

/** The contents of a vault of this many bytes; empty for 0 bytes. */
export function collectionsWith(liveBytes: number): Collections {
  const collections = new Collections()
  if (liveBytes > 0) collections.apply([put('a')], liveBytes)
  return collections
}

export async function generationIn(files: FaultyFiles, folder: VaultFolder): Promise<number> {
  return decodeHeader(await readWhole(files, folder.vault)).header.generation
}

export function failing(code: string, ...calls: readonly FileCall[]): FaultyFiles['fault'] {
  return ({ call, number }) =>
    calls.includes(call) && !Number.isNaN(number) ? { code } : undefined
}

export const inTurn: InTurn = (task) => task()
