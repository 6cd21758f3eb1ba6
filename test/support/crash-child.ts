/**
 * A process that fills a vault until it is killed, and says of each change when it was acknowledged:
 * `added ID`, `deleted ID`, `restored ID` and `renamed ID N`, one a line. Run by `test/main/vault/crash.test.ts`.
 *
 * Arguments: the vault's folder, the keychain's items as JSON, and how: `honest`, or `early` for one that says it
 * has kept a passkey and never does.
 */
import { writeSync } from 'node:fs'
import { encodeBase64Url } from '../../src/shared/base64url'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { systemProcesses } from '../../src/main/vault/processes'
import { keptPasskey, PRIVATE_KEY } from './kept-passkey'
import { MemoryKeychain } from './memory-keychain'
import { applyChanges } from './apply-changes'
import { systemRandom } from '../../src/main/platform/random'
import { systemClock } from '../../src/main/platform/system-clock'

const [folder = '', items = '[]', how = 'honest'] = process.argv.slice(2)
const clock = systemClock()
const keychain = new MemoryKeychain()
for (const [account, secret] of JSON.parse(items) as [string, string][])
  keychain.items.set(account, secret)

const vault = fileVault({
  folder,
  files: diskFiles,
  keychain,
  processes: systemProcesses,
  clock,
  random: systemRandom,
})
await vault.open()
say(vault.state.state)

for (let i = 0; ; i++) {
  const credentialId = systemRandom.bytes(16)
  const id = encodeBase64Url(credentialId)
  const passkey = keptPasskey({ credentialId, userHandle: credentialId })
  if (how === 'early') {
    say(`added ${id}`)
    continue
  }
  await vault.passkeys.add(passkey, PRIVATE_KEY)
  say(`added ${id}`)
  if (i % 2 === 0) void vault.passkeys.recordUse(credentialId, i)
  if (i % 4 === 1) await deleteAndRestore(credentialId, i % 8 === 1)
  if (i % 4 > 0) continue
  // Long names, so that the vault rewrites the file every few rounds, and some kills hit a rewrite.
  const userName = `${String(i)} ${'x'.repeat(60_000)}`
  await vault.passkeys.rename(credentialId, { userName, userDisplayName: '' })
  await vault.passkeys.rename(credentialId, { userName: String(i), userDisplayName: '' })
  say(`renamed ${id} ${String(i)}`)
}

/** As a signal does, and its undoing: the note's id is the passkey's. */
async function deleteAndRestore(passkeyId: Uint8Array, restored: boolean): Promise<void> {
  const id = encodeBase64Url(passkeyId)
  const undo = {
    origin: 'https://example.org',
    rpId: 'example.org',
    passkeys: [{ passkeyId, deleted: true }],
  } as const
  await applyChanges(vault.passkeys, [{ passkeyId, trash: { because: 'unknown', by: id } }], {
    id,
    undo,
  })
  say(`deleted ${id}`)
  if (!restored) return
  await applyChanges(vault.passkeys, [{ passkeyId, restore: true }], { id, undo: null })
  say(`restored ${id}`)
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}
