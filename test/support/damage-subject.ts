/** A closed vault whose file a test damages in thousands of ways: the position and the contents of each frame. */
import { isDeepStrictEqual } from 'node:util'
import { fileVault } from '../../src/main/vault/file-vault'
import { readFully, readWhole, removeIfThere, writeNewFile } from '../../src/main/vault/whole-file'
import type { Vault } from '../../src/main/vault/vault'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import { systemRandom } from '../../src/main/platform/random'
import { FakeClock } from './fake-clock'
import { keptPasskey } from './kept-passkey'
import { MemoryFiles } from './memory-files'
import { MemoryKeychain } from './memory-keychain'

const FOLDER = '/vault'
const FILE = `${FOLDER}/vault.pkv`
const WITNESS = `${FOLDER}/vault.witness`

/** The lengths and the seal of a frame, in bytes (`frame.ts`). */
const FRAME_OVERHEAD = 36

/** A passkey with its private key, which must be read unchanged. */
export interface Kept {
  readonly passkey: Passkey
  readonly privateKey: string
}

/** A folder with a vault in it. Does no work by itself, so that a test can make thousands of them. */
export class DamageFolder {
  readonly files = new MemoryFiles()
  readonly keychain = new MemoryKeychain()

  vault(): Vault {
    return fileVault({
      folder: FOLDER,
      files: this.files,
      keychain: this.keychain,
      processes: { pid: 1, identify: async () => 'runs' },
      clock: new FakeClock(),
      random: systemRandom,
    })
  }

  async put(file: Uint8Array, witness: Uint8Array | undefined): Promise<void> {
    await removeIfThere(this.files, FILE)
    await writeNewFile(this.files, FILE, file)
    await removeIfThere(this.files, WITNESS)
    if (witness) await writeNewFile(this.files, WITNESS, witness)
  }

  read(): Promise<Buffer> {
    return this.#read(FILE)
  }

  witness(): Promise<Buffer> {
    return this.#read(WITNESS)
  }

  /** Whether a file in the folder has these bytes, under any name. */
  async holds(bytes: Uint8Array): Promise<boolean> {
    for (const name of await this.files.list(FOLDER))
      if (Buffer.compare(await readWhole(this.files, `${FOLDER}/${name}`), bytes) === 0) return true
    return false
  }

  async removeCopies(): Promise<void> {
    for (const name of await this.files.list(FOLDER))
      if (name.startsWith('vault.pkv.')) await this.files.remove(`${FOLDER}/${name}`)
  }

  async #read(path: string): Promise<Buffer> {
    const file = await this.files.open(path, 'read')
    return Buffer.from(await readFully(file, (await file.info()).size))
  }
}

export interface Frame {
  readonly start: number
  readonly end: number
  /** undefined for the opening frame, which has no passkey. */
  readonly kept: Kept | undefined
}

export interface DamageSubject {
  readonly bytes: Buffer
  readonly headerLength: number
  /** In the order of their sequence numbers, the opening frame first. */
  readonly frames: readonly Frame[]
  readonly witness: Buffer
  readonly items: ReadonlyMap<string, string>
  /** The same vault before it was rewritten: another generation. */
  readonly earlier: Buffer
  /** Another vault of the same size. */
  readonly foreign: Buffer
}

/**
 * @param count how many passkeys the vault has, one in each frame. The first half was written with the file, and the others were
 *   appended.
 */
export async function damageSubject(count: number): Promise<DamageSubject> {
  const foreign = await filled(count, 0)
  const half = Math.floor(count / 2)
  const { folder, kept, earlier } = await filled(count, half)
  const bytes = await folder.read()
  const witness = await folder.witness()
  const headerLength = 42 + bytes.readUInt32BE(38) + 8
  const frames = framesOf(bytes, headerLength).map((place, sequence) => ({
    ...place,
    kept: kept[sequence - 1],
  }))
  if (frames.length !== count + 1) throw new Error(`the vault has ${String(frames.length)} frames`)
  // Both keys are in the keychain, so that only the vault's id reveals a file of the other vault.
  const items = new Map([...folder.keychain.items, ...foreign.folder.keychain.items])
  return {
    bytes,
    headerLength,
    frames,
    witness,
    items,
    earlier,
    foreign: await foreign.folder.read(),
  }
}

/** @param atOnce how many passkeys the file is rewritten with. The rewrite happens once the vault has this many. */
async function filled(count: number, atOnce: number) {
  const folder = new DamageFolder()
  let earlier: Buffer = Buffer.alloc(0)
  let vault = folder.vault()
  await vault.open()
  const kept: Kept[] = []
  for (let made = 0; made < count; made++) {
    if (atOnce > 0 && made === atOnce) {
      await vault.close()
      earlier = await folder.read()
      await rewrite(folder)
      vault = folder.vault()
      await vault.open()
    }
    const passkey = keptPasskey({ userName: `user ${String(made)}` })
    const privateKey = `the private key of ${String(made)}`
    await vault.passkeys.add(passkey, new TextEncoder().encode(privateKey))
    kept.push({ passkey: vault.passkeys.find(passkey.credentialId) ?? passkey, privateKey })
  }
  await vault.close()
  await folder.removeCopies()
  return { folder, kept, earlier }
}

/** Writes the vault's entries to a new generation, as a restore does. */
async function rewrite(folder: DamageFolder): Promise<void> {
  await writeNewFile(folder.files, `${FILE}.1`, await folder.read())
  const vault = folder.vault()
  await vault.rescue.restore('vault.pkv.1')
  await vault.close()
}

function framesOf(bytes: Buffer, from: number): Omit<Frame, 'kept'>[] {
  const frames = []
  for (let start = from; start < bytes.length;) {
    const end = start + FRAME_OVERHEAD + bytes.readUInt32BE(start)
    frames.push({ start, end })
    start = end
  }
  return frames
}

/** Whether a passkey that was read is the one that was saved, with its own key. */
export function isSame(one: Kept, other: Kept): boolean {
  return one.privateKey === other.privateKey && isDeepStrictEqual(one.passkey, other.passkey)
}
