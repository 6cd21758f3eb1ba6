/**
 * A process that fills a vault until it is killed, and says of each change when it was acknowledged:
 * `added ID`, `deleted ID`, `restored ID` and `renamed ID N`, one a line. Run by `test/main/vault/crash.test.ts`.
 *
 * Arguments: the vault's folder, the keychain's items as JSON, and how: `honest`; `early` for one that says it
 * has kept a passkey and never does; or `torn`, with the number of a write to the vault's file, from 1, that stops
 * half way because the process is killed.
 */
import { writeSync } from 'node:fs'
import { encodeBase64Url } from '../../src/shared/base64url'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles, type Files } from '../../src/main/vault/files'
import { systemProcesses } from '../../src/main/vault/processes'
import { FaultyFiles } from './faulty-files'
import { keptPasskey, PRIVATE_KEY } from './kept-passkey'
import { MemoryKeychain } from './memory-keychain'
import { applyChanges } from './apply-changes'
import { systemRandom } from '../../src/main/platform/random'
import { systemClock } from '../../src/main/platform/system-clock'

const [folder = '', items = '[]', how = 'honest', tornWrite = '1'] = process.argv.slice(2)
const clock = systemClock()
const keychain = new MemoryKeychain()
for (const [account, secret] of JSON.parse(items) as [string, string][])
  keychain.items.set(account, secret)

const vault = fileVault({
  folder,
  files: how === 'torn' ? tornAt(Number(tornWrite)) : diskFiles,
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

/** As the kernel does when a process is killed while it writes: a part of the bytes arrives, up to a page. */
function tornAt(number: number): Files {
  const PAGE = 4_096
  const files = new FaultyFiles(diskFiles)
  let writes = 0
  files.fault = ({ call, path, bytes }) => {
    if (call !== 'write' || !path.endsWith('vault.pkv')) return undefined
    writes++
    // The rest of the bytes would follow now.
    if (writes > number) process.kill(process.pid, 'SIGKILL')
    const half = Math.ceil(bytes / 2)
    return writes === number ? { shortWrite: half < PAGE ? half : half - (half % PAGE) } : undefined
  }
  return files
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}
