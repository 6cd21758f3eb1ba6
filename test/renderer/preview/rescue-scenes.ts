/** The ways back from a damaged vault. */
import type { VaultState } from '../../../src/shared/app-state'
import type { VaultFileReport, VaultReport } from '../../../src/shared/vault-report'
import { appState, NOON, vaultReport } from '../../support/window-data'
import { somePasskeys } from './scene-data'
import type { Scene } from './scenes'

const DAY_MS = 24 * 60 * 60 * 1000

const damaged: VaultState = {
  state: 'open',
  sealedBy: 'keychain',
  readOnly: 'The vault’s file is damaged.',
  warning:
    'The vault’s file is damaged: 2 entries are lost. 7 passkeys can be read. Latchkey left /home/ada/.config/Latchkey/vault.pkv unchanged and copied it to /home/ada/.config/Latchkey/vault.pkv.corrupt-2026-03-14T12-00-00-000Z. To save changes again, choose “Go on with what was saved…” or “Restore a backup…”. The newest backup that is whole is backups/vault-000009-2026-03-14.pkv, written 14 Mar 2026, 12:00, with 9 passkeys.',
  damage: { is: 'damaged', lost: 2 },
}

const unreadable: VaultState = {
  state: 'locked',
  reason: 'unreadable',
  explanation:
    'The vault’s file cannot be read: its header is damaged. Latchkey did not change the file. To go back to a backup, choose “Restore a backup…”. The newest backup that is whole is backups/vault-000009-2026-03-14.pkv, written 14 Mar 2026, 12:00, with 9 passkeys.',
}

const otherVault: VaultState = {
  state: 'locked',
  reason: 'other-vault',
  explanation:
    '/home/ada/.config/Latchkey/vault.pkv belongs to another vault than the one that Latchkey used here last. Latchkey did not open or change the file. To go back to the vault that was here, put its vault.pkv back, then try again. To go back to a backup, choose “Restore a backup…”. The newest backup that is whole is backups/vault-000009-2026-03-14.pkv, written 14 Mar 2026, 12:00, with 9 passkeys. To go on with the other vault instead, choose “Use the other vault…”.',
}

const keyMissing: VaultState = {
  state: 'locked',
  reason: 'key-missing',
  explanation:
    'The keychain is unlocked, but does not hold the key of this vault. The key may have been deleted, or the vault may come from another computer or another keychain. Put the key back into the keychain, then try again. The vault was not changed. The newest backup is backups/vault-000009-2026-03-14.pkv, written 14 Mar 2026, 12:00. It cannot be opened here now, either.',
}

const unwitnessed: VaultState = {
  state: 'open',
  sealedBy: 'keychain',
  readOnly: null,
  warning:
    'The note vault.witness was missing. Without it, Latchkey cannot tell whether changes are missing at the end of the file. Latchkey made a new note.',
}

const FILE: VaultFileReport = {
  name: 'vault.pkv',
  at: NOON,
  bytes: 5_320,
  condition: 'damaged',
  otherVault: false,
  passkeys: 7,
  lost: 2,
  unread: 0,
  waitsFor: null,
  problem: null,
}

const backup = (days: number, fields: Partial<VaultFileReport> = {}): VaultFileReport => ({
  ...FILE,
  name: `backups/vault-00000${9 - days}-2026-03-${14 - days}.pkv`,
  at: NOON - days * DAY_MS,
  condition: 'whole',
  lost: 0,
  passkeys: 9 - days,
  ...fields,
})

const report: VaultReport = vaultReport({
  file: FILE,
  backups: [
    backup(0),
    backup(1),
    backup(3, { condition: 'damaged', lost: 1 }),
    backup(4, {
      condition: 'sealed',
      passkeys: null,
      waitsFor: 'key',
      problem: 'The keychain is unlocked, but does not hold the key of this vault.',
    }),
  ],
})

const SEALED = {
  condition: 'sealed',
  passkeys: null,
  lost: 0,
  waitsFor: 'key',
  problem:
    'The keychain is unlocked, but does not hold the key of this vault. The key may be gone.',
} as const

const sealedReport: VaultReport = vaultReport({
  file: { ...FILE, ...SEALED },
  backups: [backup(0, SEALED), backup(1, SEALED)],
})

/** The note of the last repair is damaged, and a file that was replaced is there. */
const spoiledReport: VaultReport = vaultReport({
  backups: [backup(0), backup(1)],
  undoProblem:
    'The last repair or restore cannot be undone: its note vault.undo is damaged. Latchkey needs the note for nothing else, so you can remove it.',
  kept: 'vault.pkv.kept-2026-03-14T12-00-00-000Z',
})

function scene(vault: VaultState, clicks: readonly string[] = [], found = report): Scene {
  return {
    state: () => ({ passkeys: somePasskeys(), app: appState({ vault }), report: found }),
    clicks,
  }
}

export const rescueScenes: Readonly<Record<string, Scene>> = {
  damaged: scene(damaged),
  repair: scene(damaged, ['.app-banner .actions .button:nth-of-type(1)']),
  restore: scene(damaged, ['.app-banner .actions .button:nth-of-type(2)']),
  'locked-unreadable': scene(unreadable),
  'locked-key-missing': scene(keyMissing, [], sealedReport),
  'restore-sealed': scene(keyMissing, ['.lock-actions .button:nth-of-type(2)'], sealedReport),
  unwitnessed: scene(unwitnessed),
  'backups-spoiled': scene(unwitnessed, ['a[href="#settings"]'], spoiledReport),
  'other-vault': scene(otherVault),
  'other-vault-asked': scene(otherVault, ['.lock-actions > button:nth-of-type(3)']),
  backups: scene(damaged, ['a[href="#settings"]']),
}
