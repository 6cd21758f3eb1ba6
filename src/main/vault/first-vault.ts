/**
 * Makes the first vault of a folder. Latchkey writes the file and makes its first name durable, stores the key in the keychain,
 * and then gives the file the vault's name. If Latchkey or the computer stops in between, the next start can tell the last
 * completed step.
 */
import { dirname } from 'node:path'
import { VaultThereError } from './errors'
import * as explain from './explanations'
import { writeGeneration, type Generation } from './generation'
import { decodeHeader, MAX_HEADER_BYTES, type Header } from './header'
import { conditionOf, type Keychain } from './keychain'
import type { KeySlot } from './key-slots'
import { loadVault } from './load-vault'
import type { VaultContext } from './vault-context'
import { dropMasterKey, findMasterKey, keepMasterKey } from './master-key'
import { putFirst } from './rotation'
import type { Opening } from './vault'
import { keyIdOf, MASTER_KEY_BYTES, VAULT_ID_BYTES, VaultKeys } from './vault-keys'
import type { VaultFolder } from './vault-folder'
import { resetWitness } from './witness'
import { ignore, readBeginning, removeIfThere, syncFolder } from './whole-file'

/** Makes a vault whose key is in the keychain, beside the keys of other vaults. The caller knows that there is no vault. */
export async function makeKeychainVault(
  context: VaultContext,
  keychain: Keychain,
): Promise<Opening> {
  const { folder, random } = context
  const masterKey = random.bytes(MASTER_KEY_BYTES)
  try {
    const header = await writeFirst(context, masterKey, async () => ({ kind: 'keychain' }))
    try {
      if (!(await keepMasterKey(keychain, masterKey))) {
        await removeIfThere(folder.files, folder.creating)
        return explain.keyNotKept
      }
    } catch (error) {
      // The key may have been stored. The file stays, so the next start knows which key to look for.
      return explain.keychainShut(conditionOf(error))
    }
    await nameFirst(context, header, () => dropMasterKey(keychain, masterKey))
    return await loadVault(context, { header, masterKey, sealedBy: 'keychain', readOnly: null })
  } finally {
    masterKey.fill(0)
  }
}

/** Makes a vault that a passphrase opens. The caller knows that there is none. */
export async function makePassphraseVault(
  context: VaultContext,
  makeSlot: (masterKey: Uint8Array, header: Pick<Header, 'vaultId' | 'keyId'>) => Promise<KeySlot>,
): Promise<Opening> {
  const masterKey = context.random.bytes(MASTER_KEY_BYTES)
  try {
    const header = await writeFirst(context, masterKey, makeSlot)
    await nameFirst(context, header)
    return await loadVault(context, { header, masterKey, sealedBy: 'passphrase', readOnly: null })
  } finally {
    masterKey.fill(0)
  }
}

/**
 * Finishes what an earlier start began. The keychain is open. If it has the key of the waiting file, only the file's name is
 * missing. Otherwise the file is an empty vault without a key, and this function removes it.
 *
 * @returns undefined when no earlier start began.
 */
export async function resumeFirstVault(
  context: VaultContext,
  keychain: Keychain,
): Promise<Opening | undefined> {
  const { files, creating } = context.folder
  if (!(await files.info(creating))) return undefined
  const header = await readFirstHeader(context)
  if (header) {
    const search = await findMasterKey(keychain, header.keyId, context.random)
    if (search.found === 'nothing') return explain.keychainShut(search.condition)
    if (search.found === 'differs') return explain.keyDiffers
    if (search.found === 'key') return nameAndLoad(context, header, search.key)
  }
  await removeIfThere(files, creating)
  return undefined
}

async function nameAndLoad(
  context: VaultContext,
  header: Header,
  masterKey: Uint8Array,
): Promise<Opening> {
  try {
    await nameIt(context.folder, header)
    return await loadVault(context, { header, masterKey, sealedBy: 'keychain', readOnly: null })
  } finally {
    masterKey.fill(0)
  }
}

async function writeFirst(
  { folder, random }: VaultContext,
  masterKey: Uint8Array,
  makeSlot: (masterKey: Uint8Array, header: Pick<Header, 'vaultId' | 'keyId'>) => Promise<KeySlot>,
): Promise<Header> {
  const { files, creating } = folder
  const names = { vaultId: random.bytes(VAULT_ID_BYTES), keyId: keyIdOf(masterKey) }
  const slot = await makeSlot(masterKey, names)
  const header: Header = { ...names, generation: 1, slots: [slot] }
  const keys = new VaultKeys(masterKey, header.vaultId)
  await removeIfThere(files, creating)
  let generation: Generation
  try {
    generation = await writeGeneration({
      files,
      path: creating,
      header,
      keys,
      plaintexts: [],
      random,
    })
  } finally {
    keys.wipe()
  }
  generation.sealer.wipe()
  await generation.file.close().catch(ignore)
  await syncNames(folder)
  return header
}

/**
 * Makes the new file's name durable. Otherwise a power cut after the key was stored could leave a key without a file, which
 * looks like a deleted vault.
 */
async function syncNames({ files, path }: VaultFolder): Promise<void> {
  await syncFolder(files, path)
  // The folder itself may be new. A parent folder that cannot be read is not ours.
  await syncFolder(files, dirname(path)).catch(ignore)
}

/**
 * Gives the new file the vault's name. The keychain and the passphrase take time: a vault or backup that appeared in the folder
 * since then keeps its place.
 *
 * @throws {VaultThereError} after removing the new file and calling `takeBack`.
 */
async function nameFirst(
  { folder }: VaultContext,
  header: Header,
  takeBack: () => Promise<void> = async () => undefined,
): Promise<void> {
  if (await folder.isTaken()) {
    await removeIfThere(folder.files, folder.creating)
    await takeBack().catch(ignore)
    throw new VaultThereError(folder.path)
  }
  await nameIt(folder, header)
}

async function nameIt(folder: VaultFolder, header: Header): Promise<void> {
  // A witness of a missing vault would report the new vault as another one. A power cut must leave no vault without a witness.
  await resetWitness(folder, header)
  await syncFolder(folder.files, folder.path)
  await putFirst(folder)
}

async function readFirstHeader({ folder }: VaultContext): Promise<Header | undefined> {
  const start = await readBeginning(folder.files, folder.creating, MAX_HEADER_BYTES)
  try {
    return decodeHeader(start).header
  } catch {
    // The file was cut off before a key was made for it.
    return undefined
  }
}
