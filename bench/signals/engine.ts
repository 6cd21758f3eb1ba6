/** How long a signal takes to be decided and applied, with ten thousand passkeys in the vault. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignalEngine } from '../../src/main/signals/engine'
import { systemClock } from '../../src/main/system-clock'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { memoryVault } from '../../src/main/vault/memory-vault'
import { systemProcesses } from '../../src/main/vault/processes'
import type { Vault } from '../../src/main/vault/vault'
import type { ReceivedSignal } from '../../src/main/webauthn/client/ports'
import type { SignalPolicy } from '../../src/shared/signal-policy'
import { passkey } from '../../test/support/passkeys'
import { MemoryKeychain } from '../../test/support/memory-keychain'
import { tell } from '../progress'
import type { Section } from '../report'
import { Samples } from '../samples'

const PASSKEYS = 10_000
const ROUNDS = 200
const GOAL_MS = 5
const RP_ID = 'example.org'
const PAGE = { origin: 'https://example.org', crossOrigin: false, topOrigin: null }
/** Whose key it is does not matter here: no passkey signs. */
const KEY = new Uint8Array(randomBytes(138))

/** Of one relying party: each of a user of its own, as a real site has them. */
export async function measureEngine(): Promise<Section> {
  const samples = new Samples()
  for (const kept of ['in memory', 'in a file'] as const) {
    tell(`signals: ${PASSKEYS} passkeys ${kept}`)
    const { vault, close } = await openVault(kept)
    await fill(vault)
    for (const policy of ['spec', 'google-password-manager'] as const)
      samples.add(`names change, ${policy}, ${kept}`, await renames(vault, policy))
    samples.add(`hidden and shown, spec, ${kept}`, await hidings(vault))
    samples.add(`nothing to change, spec, ${kept}`, await idle(vault))
    await close()
  }
  const rows = samples.rows()
  return {
    title: `A signal decided, applied and recorded, ${PASSKEYS} passkeys of one relying party`,
    rows,
    findings: rows.map(({ name, median }) => ({
      what: name,
      value: median,
      unit: 'ms',
      goal: { atMost: GOAL_MS },
    })),
  }
}

async function openVault(kept: 'in memory' | 'in a file') {
  const clock = systemClock()
  const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) }
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const keychain = new MemoryKeychain()
  const file = { folder, keychain, files: diskFiles, processes: systemProcesses, clock, random }
  const vault = kept === 'in memory' ? memoryVault(clock, random) : fileVault(file)
  await vault.open()
  const close = async () => {
    await vault.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { vault, close }
}

async function fill({ passkeys }: Vault): Promise<void> {
  const all = Array.from({ length: PASSKEYS }, (_, index) =>
    passkey({ credentialId: idOf(index), userHandle: userOf(index), rpId: RP_ID }),
  )
  await Promise.all(all.map((one) => passkeys.add(one, KEY)))
}

function idOf(index: number): Uint8Array {
  return new Uint8Array(Buffer.from(`credential ${String(index).padStart(6, '0')}`))
}

function userOf(index: number): Uint8Array {
  return new Uint8Array(Buffer.from(`user ${String(index).padStart(6, '0')}`))
}

/** Each signal is of another site, so that no quota ends the round. */
function engineOf({ passkeys }: Vault, policy: SignalPolicy): SignalEngine {
  return new SignalEngine({
    store: passkeys,
    policies: { of: () => policy },
    report: () => undefined,
    newId: randomUUID,
    now: () => Date.now(),
  })
}

async function timed(engine: SignalEngine, signal: ReceivedSignal): Promise<number> {
  const start = performance.now()
  await engine.receive(signal)
  return performance.now() - start
}

async function renames(vault: Vault, policy: SignalPolicy): Promise<number[]> {
  const engine = engineOf(vault, policy)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    times.push(
      await timed(engine, details((round * 37) % PASSKEYS, `Ada ${policy} ${round}`, round)),
    )
  return times
}

async function hidings(vault: Vault): Promise<number[]> {
  const engine = engineOf(vault, 'spec')
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    for (const accepted of [[], [(round * 37) % PASSKEYS]])
      times.push(await timed(engine, list((round * 37) % PASSKEYS, accepted)))
  return times
}

async function idle(vault: Vault): Promise<number[]> {
  const engine = engineOf(vault, 'spec')
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    times.push(await timed(engine, details(PASSKEYS + round, 'nobody', round)))
  return times
}

function details(user: number, displayName: string, site: number): ReceivedSignal {
  return {
    kind: 'currentUserDetails',
    requester: { ...PAGE, origin: `https://site-${site}.example` },
    options: { rpId: RP_ID, userId: base64url(userOf(user)), name: 'ada', displayName },
  }
}

function list(user: number, accepted: readonly number[]): ReceivedSignal {
  return {
    kind: 'allAcceptedCredentials',
    requester: PAGE,
    options: {
      rpId: RP_ID,
      userId: base64url(userOf(user)),
      allAcceptedCredentialIds: accepted.map((index) => base64url(idOf(index))),
    },
  }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
