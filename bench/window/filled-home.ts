/** A data folder of the app with a vault of as many passkeys as entries of the record. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keytarKeychain } from '../../src/keyring/keytar-keychain'
import type { Vault } from '../../src/main/vault/vault'
import type { ActivityEntry } from '../../src/shared/activity'
import { encodeBase64Url } from '../../src/shared/base64url'
import { activityEntry, renameEntry } from '../../test/support/window-data'
import { siteOf } from '../passkeys'
import { newPasskey, newPrivateKey, unsyncedFiles, vaultWith } from '../vault/big-vault'

/** How many changes wait for the disk at the same time. */
const LANE = 1000
const MINUTE = 60_000

export interface FilledHome {
  readonly count: number
  /** The app's arguments. */
  readonly args: readonly string[]
  remove(): void
}

export async function fillHome(count: number): Promise<FilledHome> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-window-'))
  const keychainService = `Latchkey Dev Bench ${randomUUID()}`
  const vault = vaultWith(folder, keytarKeychain(keychainService), unsyncedFiles)
  await vault.open()
  for (let first = 0; first < count; first += LANE)
    await addPart(vault, first, Math.min(first + LANE, count))
  await vault.close()
  return {
    count,
    args: [`--data=${folder}`, `--keychain-service=${keychainService}`, '--bridge-port=0'],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function addPart(vault: Vault, first: number, end: number): Promise<void> {
  const added: Promise<unknown>[] = []
  for (let index = first; index < end; index++) {
    const rpId = siteOf(index)
    const passkey = {
      ...newPasskey(rpId),
      rpName: `Site ${Math.floor(index / 10)}`,
      origin: `https://${rpId}`,
      userName: `user-${index}@${rpId}`,
      userDisplayName: `User ${index}`,
    }
    added.push(vault.passkeys.add(passkey, newPrivateKey()))
    vault.activity.add(entryOf(index, encodeBase64Url(passkey.credentialId), passkey))
  }
  await Promise.all(added)
}

/** Of three entries, one is a registration, one a sign-in and one a signal. */
function entryOf(
  index: number,
  passkeyId: string,
  { rpId, userName, userDisplayName }: { rpId: string; userName: string; userDisplayName: string },
): ActivityEntry {
  const names = { userName, userDisplayName }
  const place = { origin: `https://${rpId}`, rpId }
  const fields = { id: randomUUID(), at: Date.now() - (10_000 - index) * MINUTE, ...place }
  if (index % 3 === 2)
    return renameEntry({
      ...fields,
      changes: [
        {
          what: 'renamed',
          passkeyId,
          before: { ...names, userDisplayName: `Guest ${index}` },
          after: names,
        },
      ],
    })
  return activityEntry({ ...fields, kind: index % 3 === 0 ? 'create' : 'get', passkeyId, names })
}
