/** Wires up Latchkey as the app does, without the window, and answers questions automatically. */
import { randomUUID } from 'node:crypto'
import { procPeerOwner } from '../src/main/bridge/peer-owner'
import { makeLatchkey, type Latchkey } from '../src/main/start/latchkey'
import type { Log } from '../src/main/platform/log'
import { relatedOriginsOnTheWeb } from '../src/main/network/related-origins'
import { systemNetwork } from '../src/main/network/system-network'
import { systemClock } from '../src/main/platform/system-clock'
import { diskFiles } from '../src/main/vault/files'
import { fileVault } from '../src/main/vault/file-vault'
import type { Keychain } from '../src/main/vault/keychain'
import { memoryVault } from '../src/main/vault/memory-vault'
import { systemProcesses } from '../src/main/vault/processes'
import { PLATFORM_AUTHENTICATOR } from '../src/main/webauthn/authenticator/description'
import { systemRandom } from '../src/main/platform/random'

export interface OwnLatchkeyOptions {
  /** The folder of the vault's file, and the keychain with its key; undefined: a vault in memory. */
  readonly file: { readonly folder: string; readonly keychain: Keychain } | undefined
  readonly counter: 'none' | 'per-passkey'
  /** The text of `latchkey.js`. */
  readonly pageScript: string
  readonly log: Log
}

/** @returns a Latchkey whose vault is open. */
export async function openLatchkey(options: OwnLatchkeyOptions): Promise<Latchkey> {
  const clock = systemClock()
  const latchkey = makeLatchkey({
    vault: options.file
      ? fileVault({
          ...options.file,
          files: diskFiles,
          processes: systemProcesses,
          clock,
          random: systemRandom,
        })
      : memoryVault(clock, systemRandom),
    pageScript: options.pageScript,
    version: '0.0.0',
    uid: process.getuid?.(),
    clock,
    random: systemRandom,
    newId: randomUUID,
    peers: procPeerOwner(),
    relatedOrigins: relatedOriginsOnTheWeb(systemNetwork),
    log: options.log,
    authenticator: () => ({ ...PLATFORM_AUTHENTICATOR, counter: options.counter }),
  })
  await latchkey.vault.open()
  const { state } = latchkey.vault
  if (state.state !== 'open') throw new Error(`the vault is not open: ${JSON.stringify(state)}`)
  return latchkey
}
