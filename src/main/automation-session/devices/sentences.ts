/** The record's sentences about devices. The events carry the passkeys and the values. */
import type { LostDevice, OverriddenChange } from '../../../shared/device'
import type { SyncOutcome } from './device'

const WHAT: Record<OverriddenChange['what'], string> = {
  added: 'new passkey',
  deleted: 'deletion',
  userName: 'user name',
  userDisplayName: 'name',
  hidden: 'hidden mark',
  signCount: 'counter',
  largeBlob: 'large blob',
}

const BY: Record<OverriddenChange['by'], string> = {
  'later-change': 'a later change',
  deletion: 'a later deletion',
  'newer-passkey': 'a newer passkey of its account',
}

export function syncSentence(id: string, { sent, received, overridden }: SyncOutcome): string {
  const carried = `sent changes of ${passkeys(sent.length)} and received changes of ${passkeys(received.length)}`
  return [`${id} synced: it ${carried}`, ...overridden.map(overriddenClause)].join('; ')
}

export function lossSentence(id: string, { passkeys: lost, changes }: LostDevice): string {
  const others = changes === 1 ? '1 other change' : `${changes} other changes`
  return `${id} was lost, and with it ${passkeys(lost.length)} and ${others} that no other device has`
}

function overriddenClause({ of, what, by }: OverriddenChange): string {
  const whose = of === 'this-device' ? 'its' : 'another device’s'
  return `${BY[by]} overrode ${whose} ${WHAT[what]}`
}

function passkeys(count: number): string {
  return count === 1 ? '1 passkey' : `${count} passkeys`
}
