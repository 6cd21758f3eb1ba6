/** The record: the effects of signals, their policies, the passkeys that they left unchanged, and their undo. */
import type { ActivityEntry, PasskeyChange } from '../../../src/shared/activity'
import {
  activityEntry,
  passkeySummary,
  renameEntry,
  trashedPasskey,
} from '../../support/window-data'
import { hostileNames, someActivity, somePages, somePasskeys } from './scene-data'
import type { Scene } from './scenes'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const LINK = 'a[href="#activity"]'

const ago = (ms: number): number => Date.now() - ms
const ada = { userName: 'ada@example.org', userDisplayName: 'Ada King' }
const grace = { userName: 'grace@example.org', userDisplayName: 'Grace Hopper' }

function signals(): ActivityEntry[] {
  return [
    renameEntry({
      id: 's1',
      at: ago(MINUTE),
      policy: 'google-password-manager',
      reason: 'https://example.org changed the name of one passkey',
      left: [{ passkeyId: 'c2VydmVyLXNpZGU', names: grace, because: 'the user edited the name' }],
    }),
    activityEntry({
      id: 's2',
      at: ago(2 * MINUTE),
      kind: 'undo',
      reason:
        'a signal of https://example.org was undone: one passkey renamed back; a newer change replaced the user name',
      undoes: 's3',
      changes: [
        {
          what: 'renamed',
          passkeyId: 'AQID',
          before: { userName: 'ada@example.org', userDisplayName: 'A. King' },
          after: { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' },
        },
      ],
    }),
    renameEntry({
      id: 's3',
      at: ago(3 * MINUTE),
      reason: 'https://example.org changed the names of one passkey',
      changes: [
        {
          what: 'renamed',
          passkeyId: 'AQID',
          before: { userName: 'ada', userDisplayName: 'Ada Lovelace' },
          after: { userName: 'ada@example.org', userDisplayName: 'A. King' },
        },
      ],
    }),
    signal('s4', 4, {
      policy: 'google-password-manager',
      outcome: 'nothing',
      signal: 'currentUserDetails',
      reason: 'quota used up, one more in 1:40',
      left: [{ passkeyId: 'AQID', names: ada, because: 'quota used up, one more in 1:40' }],
    }),
    signal('s5', 5, {
      policy: 'delete',
      reason:
        'one passkey moved to the trash: https://example.org said that it does not know this passkey',
      changes: [{ what: 'deleted', passkeyId: 'in-trash', names: grace }],
    }),
    signal('s6', 6, {
      signal: 'allAcceptedCredentials',
      reason: '10\u202f000 passkeys hidden: not in the list that https://example.org sent',
      changes: Array.from({ length: 100 }, (_, index) => ({
        what: 'hidden' as const,
        passkeyId: `h${index}`,
        names: { userName: `user-${index}@example.org`, userDisplayName: `User ${index}` },
      })),
      moreChanges: 9900,
    }),
    signal('s7', 7, {
      outcome: 'refused',
      policy: null,
      error: 'SecurityError',
      reason: 'The RP ID accounts.example is neither the host of the page nor a suffix of it.',
    }),
  ]
}

function signal(id: string, minutes: number, fields: Partial<ActivityEntry>): ActivityEntry {
  const known = { kind: 'signal', signal: 'unknownCredential', answeredBy: null } as const
  return activityEntry({ id, at: ago(minutes * MINUTE), policy: 'spec', ...known, ...fields })
}

function hostile(): ActivityEntry[] {
  return Object.entries(hostileNames).map(([id, name], index) => {
    const names = { userName: name, userDisplayName: name }
    const before = { userName: 'ada', userDisplayName: name }
    const change: PasskeyChange = { what: 'renamed', passkeyId: id, before, after: names }
    return renameEntry({
      id,
      at: ago(index * HOUR),
      origin: `https://${'long-'.repeat(12)}.example`,
      rpId: `${'long-'.repeat(12)}.example`,
      reason: name,
      changes: [change, { what: 'hidden', passkeyId: 'AQID', names }],
      left: [{ passkeyId: 'x', names, because: name }],
    })
  })
}

const KINDS = ['create', 'get', 'signal'] as const

function many(): ActivityEntry[] {
  return Array.from({ length: 10_000 }, (_, index) => {
    const fields = { id: `many-${index}`, at: ago(index * 7 * MINUTE) }
    const kind = KINDS[index % KINDS.length] ?? 'get'
    return kind === 'signal' ? renameEntry(fields) : activityEntry({ ...fields, kind })
  })
}

const state = (activity: ActivityEntry[]) => ({
  passkeys: somePasskeys(),
  pages: somePages(),
  trash: [trashedPasskey({ passkey: passkeySummary({ id: 'in-trash', ...grace }) })],
  activity,
})

/** The user's actions, with the longest titles. */
function edits(): ActivityEntry[] {
  const edit = (id: string, minutes: number, change: PasskeyChange): ActivityEntry =>
    activityEntry({
      id,
      at: ago(minutes * MINUTE),
      kind: 'edit',
      origin: null,
      rpId: 'login.accounts.example.org',
      names: null,
      passkeyId: null,
      answeredBy: null,
      reason: 'You undid that you deleted the passkey.',
      changes: [change],
    })
  const names = { userName: 'grace', userDisplayName: 'Grace Brewster Murray Hopper' }
  return [
    edit('e1', 1, { what: 'restored', passkeyId: 'a', names }),
    edit('e2', 2, { what: 'deleted', passkeyId: 'a', names }),
    edit('e3', 3, { what: 'hidden', passkeyId: 'b', names: grace }),
    edit('e4', 4, { what: 'renamed', passkeyId: 'a', before: grace, after: names }),
    activityEntry({
      id: 'e5',
      at: ago(5 * MINUTE),
      kind: 'destroy',
      origin: null,
      rpId: null,
      names: null,
      passkeyId: null,
      answeredBy: null,
      reason: 'You deleted the passkey (Ada at example.org) forever.',
    }),
  ]
}

export const activityScenes: Readonly<Record<string, Scene>> = {
  'activity-edits': {
    state: () => state([...edits(), ...signals()]),
    clicks: [LINK, '[value=all]'],
  },
  'activity-edits-opened': {
    state: () => state([...edits(), ...signals()]),
    clicks: [LINK, '[data-entry-id]'],
  },
  'activity-signals': {
    state: () => state([...signals(), ...someActivity()]),
    clicks: [LINK, '[data-entry-id]'],
  },
  'activity-opened': {
    state: () => state(signals().filter(({ id }) => id === 's6')),
    clicks: [LINK, '[data-entry-id]', '.activity-changes .more'],
  },
  'activity-hostile': { state: () => state(hostile()), clicks: [LINK, '[data-entry-id]'] },
  'activity-none': {
    state: () => state(someActivity().slice(0, 2)),
    clicks: [LINK, '[value=refusals]'],
  },
  'activity-many': { state: () => state(many()), clicks: [LINK, '[data-entry-id]'] },
}
