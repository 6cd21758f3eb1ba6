import { expect, it } from 'vitest'
import { describeBridge, describeEntry, describeVault } from '../../../src/main/start/log-lines'
import type { BridgeState, VaultState } from '../../../src/shared/app-state'

const open = { state: 'open', sealedBy: 'keychain', readOnly: null, warning: null } as const
const listening: BridgeState = {
  enabled: true,
  port: 47801,
  addresses: ['127.0.0.1', '::1'],
  problem: null,
  scriptIntegrity: 'sha384-AAAA',
}

it.each<[VaultState, string]>([
  [{ state: 'opening' }, 'opening'],
  [open, 'open, sealed by keychain'],
  [
    { ...open, readOnly: 'the disk is full' },
    'open, sealed by keychain; nothing can be saved now: the disk is full',
  ],
  [
    { ...open, warning: 'two records are damaged' },
    'open, sealed by keychain; two records are damaged',
  ],
  [
    { state: 'locked', reason: 'keychain-locked', explanation: 'Unlock it.' },
    'locked (keychain-locked): Unlock it.',
  ],
  [{ state: 'locked-by-user', sealedBy: 'keychain' }, 'locked by the user'],
  [{ state: 'new', explanation: 'Choose a passphrase.' }, 'new: Choose a passphrase.'],
])('describes the vault %j', (state, text) => {
  expect(describeVault(state)).toBe(text)
})

it.each<[Parameters<typeof describeEntry>[0], string]>([
  [
    { kind: 'create', outcome: 'done', origin: 'https://example.org', reason: 'Made.' },
    'create done https://example.org: Made.',
  ],
  [
    { kind: 'damage', outcome: 'refused', origin: null, reason: 'The end is unfinished.' },
    'damage of the vault: The end is unfinished.',
  ],
  [
    { kind: 'refusal', outcome: 'refused', origin: null, reason: 'No Origin header.' },
    'refusal of a connection without an origin: No Origin header.',
  ],
  [{ kind: 'import', outcome: 'done', origin: null, reason: 'Two.' }, 'import done: Two.'],
])('describes the entry %j', (entry, text) => {
  expect(describeEntry(entry)).toBe(text)
})

it.each<[BridgeState, string]>([
  [listening, 'listens on 127.0.0.1 and ::1, port 47801'],
  [{ ...listening, problem: 'no IPv6' }, 'listens on 127.0.0.1 and ::1, port 47801; no IPv6'],
  [
    { ...listening, port: null, addresses: [], problem: 'no port is free' },
    'does not listen; no port is free',
  ],
  [{ ...listening, enabled: false, port: null, addresses: [] }, 'off'],
])('describes the bridge %j', (state, text) => {
  expect(describeBridge(state)).toBe(text)
})
