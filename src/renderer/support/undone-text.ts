/** Describes the undo of one or several signals in one or two sentences. */
import { passkeysText } from './count-text'
import type { ActivityEntry } from '../../shared/activity'
import { sentence } from './display-text'
import { listText } from './list-text'
import { netChanges, useCounts, type UseChange } from './net-changes'

/** In UTF-16 code units. */
const LONGEST = 600

const IS_AGAIN: Readonly<Record<UseChange, string>> = {
  hidden: 'hidden again',
  shown: 'visible to pages again',
  deleted: 'in the trash again',
  restored: 'restored from the trash',
}

type Undone = Pick<ActivityEntry, 'origin' | 'reason' | 'changes' | 'left'>

/**
 * @param undone the entries of the undos, in the order of the undos. At least one.
 * @param failures why other signals of the burst were not undone.
 */
export function undoneText(undone: readonly Undone[], failures: readonly string[]): string {
  const [only] = undone
  const all = undone.length + failures.length
  if (only !== undefined && all === 1) return sentence(only.reason, LONGEST)
  const count = failures.length === 0 ? `${all}` : `${undone.length} of ${all}`
  const origins = new Set(undone.map(({ origin }) => origin))
  const [origin] = origins
  const from = origins.size === 1 && origin != null ? ` of ${origin}` : ''
  const lines = [
    `Undone: ${count} signals${from}. ${sentence(changedText(undone))}.`,
    ...new Set([
      ...failures,
      ...undone.flatMap(({ left }) => left.map(({ because }) => `Not every passkey: ${because}.`)),
    ]),
  ]
  return sentence(lines.join(' '), LONGEST)
}

function changedText(undone: readonly Undone[]): string {
  const net = netChanges(undone.flatMap(({ changes }) => changes))
  const names = net.names.length
  const parts = [
    ...(names === 0 ? [] : [names === 1 ? '1 name is as before' : `${names} names are as before`]),
    ...Array.from(
      useCounts(net),
      ([what, count]) => `${passkeysText(count)} ${count === 1 ? 'is' : 'are'} ${IS_AGAIN[what]}`,
    ),
  ]
  return parts.length === 0 ? 'everything is as before' : listText(parts)
}
