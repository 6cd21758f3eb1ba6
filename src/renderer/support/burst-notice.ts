/** One notice for several signals that came close together. */
import type { ActivityEntry } from '../../shared/activity'
import { passkeysText } from './count-text'
import type { NameChange } from './describe-change'
import { listText } from './list-text'
import { netChanges, useCounts, type NetChanges, type UseChange } from './net-changes'
import { nameOf, useOf } from './set-parts'
import { signalNotice, type SignalNotice } from './signal-notice'

export interface BurstNotice extends Omit<SignalNotice, 'origin'> {
  /** Missing if several pages signalled. */
  readonly origin?: string
  /** The text of the button. */
  readonly label: string
  /** Which signals the button undoes: all, or only the newest if all signals together changed nothing. */
  readonly undoes: 'all' | 'newest'
}

type Signal = Pick<ActivityEntry, 'origin' | 'changes' | 'moreChanges'>

const DID: Readonly<Record<UseChange, (count: string) => string>> = {
  hidden: (count) => `hid ${count}`,
  shown: (count) => `showed ${count} again`,
  deleted: (count) => `moved ${count} to the trash`,
  restored: (count) => `restored ${count} from the trash`,
}

/** @param signals the oldest first. Each changed something. */
export function burstNotice(signals: readonly Signal[]): BurstNotice {
  const [only] = signals
  if (only !== undefined && signals.length === 1)
    return { ...signalNotice(only), label: 'Undo', undoes: 'all' }
  const origins = new Set(signals.map(({ origin }) => origin ?? 'A page'))
  const [origin] = origins.size === 1 ? origins : []
  return {
    ...(origin !== undefined && { origin }),
    ...told(signals, origin === undefined ? `${origins.size} pages ` : ''),
  }
}

function told(signals: readonly Signal[], who: string): Omit<BurstNotice, 'origin'> {
  const many = signals.length
  if (signals.some(({ moreChanges }) => moreChanges > 0)) {
    const text = `${who}updated many passkeys in ${many} signals`
    return { text, sets: [], label: `Undo all ${many} signals`, undoes: 'all' }
  }
  const net = netChanges(signals.flatMap(({ changes }) => changes))
  const count = net.names.length + net.uses.length
  if (count === 0) {
    const text = `${who}sent ${many} signals that cancel each other out`
    return { text, sets: [], label: 'Undo the newest', undoes: 'newest' }
  }
  const names = namesOfOne(net)
  return {
    text: `${who}${didText(net)} in ${many} signals`,
    ...(names.length > 0 && { names }),
    sets: setsOf(net),
    label: undoLabel(count),
    undoes: 'all',
  }
}

function undoLabel(changes: number): string {
  if (changes === 1) return 'Undo'
  return changes === 2 ? 'Undo both' : `Undo all ${changes}`
}

function didText(net: NetChanges): string {
  const uses = Array.from(useCounts(net), ([what, count]) => DID[what](passkeysText(count)))
  return listText([...nameText(net), ...uses])
}

function nameText(net: NetChanges): string[] {
  const [only] = net.names
  if (only === undefined) return []
  if (net.names.length > 1) return [`changed ${net.names.length} names`]
  return [only.changed.field === 'display name' ? 'changed the name' : 'changed the user name']
}

/** The changed names, if the only changes are names of one passkey. */
function namesOfOne({ names, uses }: NetChanges): NameChange[] {
  const passkeys = new Set(names.map(({ passkeyId }) => passkeyId))
  return passkeys.size === 1 && uses.length === 0 ? names.map(({ changed }) => changed) : []
}

function setsOf({ names, uses }: NetChanges): string[] {
  return [
    ...names.map(({ passkeyId, changed }) => nameOf(passkeyId, changed)),
    ...uses.map(({ passkeyId }) => useOf(passkeyId)),
  ]
}
