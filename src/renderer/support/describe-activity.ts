/** What an entry of the record is called. Its `reason` says the rest. */
import type { ActivityEntry } from '../../shared/activity'

export type ActivityKind = ActivityEntry['kind']

/** `quiet`: nothing came of it. `refused`: a page was turned away. */
export type ActivityTone = 'done' | 'quiet' | 'refused'

const DONE: Record<Exclude<ActivityKind, 'signal'>, string> = {
  create: 'Passkey created',
  get: 'Signed in',
  undo: 'Signal undone',
  pairing: 'Page connected',
  refusal: 'Connection refused',
}

const REFUSED: Record<ActivityKind, string> = {
  create: 'Passkey creation refused',
  get: 'Sign-in refused',
  signal: 'Signal refused',
  undo: 'Signal not undone',
  pairing: 'Page not connected',
  refusal: 'Connection refused',
}

const IDLE: Record<ActivityKind, string> = {
  create: 'Passkey creation without effect',
  get: 'Sign-in without effect',
  signal: 'Signal without effect',
  undo: 'Nothing undone',
  pairing: 'Connection request without effect',
  refusal: 'Connection refused',
}

export function activityTitle(entry: ActivityEntry): string {
  if (entry.outcome === 'refused') return REFUSED[entry.kind]
  if (entry.outcome === 'nothing') return IDLE[entry.kind]
  return entry.kind === 'signal' ? signalTitle(entry) : DONE[entry.kind]
}

export function activityTone(entry: ActivityEntry): ActivityTone {
  if (entry.outcome === 'refused' || entry.kind === 'refusal') return 'refused'
  return entry.outcome === 'nothing' ? 'quiet' : 'done'
}

function signalTitle({ changes }: ActivityEntry): string {
  const kinds = new Set(changes.map(({ what }) => what))
  const many = changes.length > 1
  if (kinds.size > 1) return 'Passkeys updated'
  if (kinds.has('hidden')) return many ? `${changes.length} passkeys hidden` : 'Passkey hidden'
  if (kinds.has('shown')) {
    return many ? `${changes.length} passkeys shown again` : 'Passkey shown again'
  }
  return 'Names changed'
}
