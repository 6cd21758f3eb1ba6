/** The title of an entry of the record. */
import type { ActivityEntry, PasskeyChange } from '../../shared/activity'
import { groupedNumber } from '../../shared/grouped-number'
import { accountName } from './account-name'
import { changedNames } from './describe-change'

export type ActivityKind = ActivityEntry['kind']

/** `quiet`: nothing happened. `refused`: a page was refused. */
export type ActivityTone = 'done' | 'quiet' | 'refused'

/** Entries that are not about a page, but about the vault, a device or an action of the user. */
const WITHOUT_PAGE: readonly ActivityKind[] = [
  ...(['damage', 'rescue', 'device'] as const),
  ...(['edit', 'destroy', 'import', 'export'] as const),
]

/** Whether an entry is about a page, even if the page stated no origin. */
export function isAboutPage({ kind }: Pick<ActivityEntry, 'kind'>): boolean {
  return !WITHOUT_PAGE.includes(kind)
}

const DONE: Record<Exclude<ActivityKind, 'signal' | 'edit'>, string> = {
  create: 'Passkey created',
  get: 'Signed in',
  undo: 'Signal undone',
  pairing: 'Page connected',
  refusal: 'Connection refused',
  damage: 'Vault file tidied',
  rescue: 'Vault repaired or restored',
  device: 'Device synced or lost',
  destroy: 'Deleted forever',
  import: 'Passkeys imported',
  export: 'Private keys exported',
}

const REFUSED: Record<ActivityKind, string> = {
  create: 'Passkey creation refused',
  get: 'Sign-in refused',
  signal: 'Signal refused',
  undo: 'Signal not undone',
  pairing: 'Page not connected',
  refusal: 'Connection refused',
  damage: 'Vault found damaged',
  rescue: 'Vault not repaired',
  device: 'Device not synced',
  edit: 'Nothing edited',
  destroy: 'Nothing deleted',
  import: 'Nothing imported',
  export: 'Nothing exported',
}

const IDLE: Record<ActivityKind, string> = {
  create: 'Passkey not created',
  get: 'Not signed in',
  signal: 'Signal changed nothing',
  undo: 'Nothing undone',
  pairing: 'Page not connected',
  refusal: 'Connection refused',
  damage: 'Vault file tidied',
  rescue: 'Vault not repaired',
  device: 'Device not synced',
  edit: 'Nothing edited',
  destroy: 'Nothing deleted',
  import: 'Nothing imported',
  export: 'Nothing exported',
}

export function activityTitle(entry: ActivityEntry): string {
  if (entry.outcome === 'refused') return REFUSED[entry.kind]
  if (entry.outcome === 'nothing') return IDLE[entry.kind]
  const { kind } = entry
  return kind === 'signal' || kind === 'edit' ? changesTitle(entry) : DONE[kind]
}

export function activityTone(entry: ActivityEntry): ActivityTone {
  if (entry.outcome === 'refused' || entry.kind === 'refusal') return 'refused'
  return entry.outcome === 'nothing' ? 'quiet' : 'done'
}

/** For one passkey, and for # passkeys. */
const SIGNALLED: Readonly<Record<PasskeyChange['what'], readonly [one: string, many: string]>> = {
  renamed: ['Names changed', 'Names of # passkeys changed'],
  hidden: ['Passkey hidden', '# passkeys hidden'],
  shown: ['Passkey shown again', '# passkeys shown again'],
  deleted: ['Passkey moved to the trash', '# passkeys moved to the trash'],
  restored: ['Passkey restored from the trash', '# passkeys restored from the trash'],
}

function changesTitle({ changes, moreChanges }: ActivityEntry): string {
  const [first, ...others] = changes
  if (first === undefined || others.some(({ what }) => what !== first.what)) {
    return 'Passkeys updated'
  }
  const count = changes.length + moreChanges
  const [one, many] = SIGNALLED[first.what]
  return count === 1 ? one : many.replace('#', groupedNumber(count))
}

/** The name of the one passkey that an entry is about; after a rename, also the name before. */
export function entryName({ names, changes, moreChanges }: ActivityEntry) {
  const [change] = changes
  if (names !== null) return { name: accountName(names), before: null }
  if (change === undefined || changes.length + moreChanges > 1) return null
  if (change.what !== 'renamed') return { name: accountName(change.names), before: null }
  const [renamed] = changedNames(change)
  return { name: renamed?.after ?? accountName(change.after), before: renamed?.before ?? null }
}
