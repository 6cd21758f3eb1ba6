/** Records in Activity what happens to the vault's file: damage, and every repair, restore, undo and acceptance. */
import type { ActivityReport } from '../../shared/activity'
import type { VaultState } from '../../shared/app-state'
import { inWindow } from '../../shared/placed-text'
import type { Replacement } from '../vault/rescue'
import type { Vault } from '../vault/vault'

/** @param report keeps entries until the vault can store them. */
export function recordVaultFile(
  vault: Pick<Vault, 'state' | 'onStateChange' | 'rescue'>,
  report: (entry: ActivityReport) => void,
): void {
  let told: string | undefined
  /** Damage of an open vault that could not store its entry. */
  let unkept: ActivityReport | undefined
  vault.onStateChange(() => {
    const { state } = vault
    // A damaged vault cannot store the entry, so each opening adds the entry again.
    if (state.state === 'opening' || state.state === 'locked-by-user') told = undefined
    const found = foundIn(state)
    if (found === undefined || found.reason === told) return
    told = found.reason
    const entry: ActivityReport = { kind: 'damage', origin: null, ...found }
    unkept = state.state === 'open' && state.readOnly !== null ? entry : undefined
    report(entry)
  })
  vault.rescue.onReplaced((done) => {
    if (unkept && (done.what === 'repair' || done.what === 'restore')) {
      report(unkept)
      unkept = undefined
    }
    report({ kind: 'rescue', origin: null, outcome: 'done', reason: describe(done) })
  })
}

function foundIn(state: VaultState): Pick<ActivityReport, 'outcome' | 'reason'> | undefined {
  if (state.state === 'locked' && (state.reason === 'unreadable' || state.reason === 'other-vault'))
    return { outcome: 'refused', reason: inWindow(state.explanation) }
  if (state.state !== 'open' || state.warning === null) return undefined
  // The opening that found it has added it.
  if (state.damage?.isKnown) return undefined
  return { outcome: state.damage ? 'refused' : 'nothing', reason: inWindow(state.warning) }
}

function describe({ what, backup, kept }: Replacement): string {
  const before =
    kept === null ? 'There was no file before.' : `The file that was there is kept as ${kept}.`
  switch (what) {
    case 'repair':
      return `The vault was repaired, and goes on with what was saved. ${before}`
    case 'restore':
      return `The vault was restored from ${backup ?? 'a backup'}. ${before}`
    case 'accept':
      return 'The vault’s file belongs to another vault than the one that was used before. Latchkey uses it from now on.'
    case 'undo':
      return 'The last repair or restore was undone. The file that was there until then is kept.'
  }
}
