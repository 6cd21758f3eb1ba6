/** Closed vaults whose files a test damages, and the results of opening them. */
import { join } from 'node:path'
import type { VaultState } from '../../src/shared/app-state'
import type { VaultFileReport } from '../../src/shared/vault-report'
import type { Vault } from '../../src/main/vault/vault'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import { removeIfThere } from '../../src/main/vault/whole-file'
import { keptPasskey, PRIVATE_KEY } from './kept-passkey'
import { memoryHome, type VaultHome } from './vault-home'

/** Grows the file until it is rewritten. The opening records then include every passkey. */
export async function rewrite(vault: Vault): Promise<void> {
  const name = 'x'.repeat(60_000)
  const [passkey] = vault.passkeys.list()
  for (let i = 0; i < 40; i++)
    await vault.passkeys.rename(passkey!.credentialId, {
      userName: `${String(i)}${name}`,
      userDisplayName: '',
    })
}

export interface ClosedVault {
  readonly home: VaultHome
  readonly bytes: Buffer
  /** Where the opening frame and each of the passkeys' frames end. */
  readonly ends: number[]
  readonly kept: readonly Passkey[]
}

/** A home with a closed vault of `count` passkeys, one in each frame. */
export async function closedVault(count: number, home = memoryHome()): Promise<ClosedVault> {
  const vault = await home.openVault()
  const ends = [(await home.read()).length]
  for (let i = 0; i < count; i++) {
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    ends.push((await home.read()).length)
  }
  const kept = vault.passkeys.list()
  await vault.close()
  return { home, bytes: await home.read(), ends, kept }
}

export async function open(
  home: VaultHome,
): Promise<{ state: VaultState; passkeys: readonly Passkey[] }> {
  const vault = home.vault()
  await vault.open()
  const passkeys = vault.state.state === 'open' ? vault.passkeys.list() : []
  const { state } = vault
  await vault.close()
  return { state, passkeys }
}

/**
 * Removes copies, because a thousand of them would make the next opening slow, and the note about what the vault's file
 * lacks.
 */
export async function removeCopies(home: VaultHome): Promise<void> {
  for (const name of await home.names()) if (name !== 'vault.pkv') await home.remove(name)
  await removeIfThere(home.files, join(home.folder, 'vault.loss'))
}

/** A home of five passkeys, the second of them damaged. */
export async function damagedHome(): Promise<{
  home: VaultHome
  kept: readonly Passkey[]
  /** The damaged file, as hexadecimal digits. */
  damaged: string
}> {
  const { home, bytes, ends, kept } = await closedVault(5)
  await home.write(withFlippedBit(bytes, ends[1]! + 100))
  return { home, kept, damaged: withFlippedBit(bytes, ends[1]! + 100).toString('hex') }
}

export interface DamagedCase {
  readonly what: string
  /** Damages a whole file of six passkeys. */
  readonly damage: (vault: ClosedVault) => Uint8Array
  /** The expected report about the file. */
  readonly found: Pick<VaultFileReport, 'condition' | 'passkeys' | 'lost'>
}

/** One case of each kind of damage, with the expected report. */
export const damagedCases: readonly DamagedCase[] = [
  {
    what: 'a whole file',
    damage: ({ bytes }) => bytes,
    found: { condition: 'whole', passkeys: 6, lost: 0 },
  },
  {
    what: 'an end that was never finished',
    damage: ({ bytes }) => Buffer.concat([bytes, Buffer.alloc(300, 7)]),
    found: { condition: 'torn', passkeys: 6, lost: 0 },
  },
  {
    what: 'an end that is missing',
    damage: ({ bytes, ends }) => bytes.subarray(0, ends[4]),
    found: { condition: 'cut', passkeys: 4, lost: 2 },
  },
  {
    what: 'a flipped bit in the middle',
    damage: ({ bytes, ends }) => withFlippedBit(bytes, ends[2]! + 80),
    found: { condition: 'damaged', passkeys: 5, lost: 1 },
  },
  {
    what: 'a flipped bit in the middle, and an end that is missing',
    damage: ({ bytes, ends }) => withFlippedBit(bytes.subarray(0, ends[4]), ends[1]! + 80),
    found: { condition: 'damaged', passkeys: 3, lost: 3 },
  },
  {
    what: 'a first page of zeros',
    damage: ({ bytes, ends }) => Buffer.from(bytes).fill(0, 0, ends[0]! + 80),
    found: { condition: 'damaged', passkeys: 5, lost: 1 },
  },
  {
    what: 'something else than a vault',
    damage: () => Buffer.from('no vault'),
    found: { condition: 'unreadable', passkeys: null, lost: 0 },
  },
]

export function withFlippedBit(bytes: Uint8Array, at: number): Buffer {
  const damaged = Buffer.from(bytes)
  damaged[at]! ^= 1
  return damaged
}
