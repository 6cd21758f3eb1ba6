/** Writes, changes, reasons and undo notes of a decision. The tables in docs/signals.md cover the other cases. */
import { describe, expect, it } from 'vitest'
import { atOnce } from '../../../src/main/platform/slices'
import { decide, type Circumstances } from '../../../src/main/signals/decide'
import type { Candidates } from '../../../src/main/signals/judge'
import { FULL_QUOTA, type Quota } from '../../../src/main/signals/quota'
import {
  FOLLOWS_SITE,
  SET_BY_NONE,
  type Passkey,
} from '../../../src/main/webauthn/authenticator/ports'
import type { ReceivedSignal } from '../../../src/main/webauthn/client/ports'
import { hiddenPasskey, passkey } from '../../support/passkeys'
import { acceptedCredentials, unknownCredential, userDetails } from '../../support/signals'

const NOW = 1_000_000
const ada = passkey() // id AQID, user handle CQ
const second = passkey({ credentialId: Uint8Array.of(4), discoverable: false }) // id BA
const bob = passkey({ credentialId: Uint8Array.of(5), userHandle: Uint8Array.of(8) })
const before = { userName: 'ada@example.org', userDisplayName: 'Ada' }
const after = { userName: 'ada', userDisplayName: 'Ada L.' }
const USED_UP: Quota = { used: 10, waitedMs: 20_000, at: NOW }

const usual = { policy: 'spec', quota: FULL_QUOTA, now: NOW, entryId: 'entry' } as const

function decided(
  passkeys: readonly Passkey[],
  signal: ReceivedSignal,
  circumstances: Partial<Circumstances> = {},
  trashed: Candidates['trashed'] = [],
) {
  return atOnce(decide({ kept: passkeys, trashed }, signal, { ...usual, ...circumstances }))
}

it('is made in steps, so that other work can come between two of thousands of passkeys', () => {
  const passkeys = Array.from({ length: 50 }, (_, i) => ({
    ...ada,
    credentialId: Uint8Array.of(i),
  }))
  const candidates = { kept: passkeys, trashed: [] }

  const steps = [...decide(candidates, userDetails(), usual)]

  expect(steps.length).toBeGreaterThanOrEqual(passkeys.length)
})

describe('currentUserDetails (§5.1.10.4)', () => {
  it('renames only the passkeys of the user handle', () => {
    const set = {
      ...after,
      edited: FOLLOWS_SITE,
      setBy: { userName: 'entry', userDisplayName: 'entry', hidden: null },
      renames: [
        { at: NOW, by: 'page', origin: 'https://example.org', entryId: 'entry', before, after },
      ],
    }

    expect(decided([ada, second, bob], userDetails())).toEqual({
      writes: [
        { passkeyId: ada.credentialId, set },
        { passkeyId: second.credentialId, set },
      ],
      changes: [
        { what: 'renamed', passkeyId: 'AQID', before, after },
        { what: 'renamed', passkeyId: 'BA', before, after },
      ],
      left: [],
      moreChanges: 0,
      reason: 'https://example.org changed the names of 2 passkeys',
      undo: {
        origin: 'https://example.org',
        rpId: 'example.org',
        passkeys: [ada, second].map(({ credentialId: passkeyId }) => ({
          passkeyId,
          before: { ...before, edited: FOLLOWS_SITE, setBy: SET_BY_NONE },
        })),
      },
      spends: false,
    })
  })

  it.each([
    ['the user name', { displayName: 'Ada' }, { userName: 'ada' }],
    ['the name', { name: 'ada@example.org' }, { userDisplayName: 'Ada L.' }],
  ])(
    'sets only %s when the other name stays the same, and says so in the reason',
    (what, fields, set) => {
      const { writes, reason } = decided([ada], userDetails(fields))
      const names = Object.keys(set)

      expect(writes).toMatchObject([{ set }])
      expect(setOf(writes[0])).not.toHaveProperty(
        names.includes('userName') ? 'userDisplayName' : 'userName',
      )
      expect(reason).toBe(`https://example.org changed ${what} of one passkey`)
    },
  )

  it('records the entry as the setter of only the names that it sets', () => {
    const [write] = decided([ada], userDetails({ displayName: 'Ada' })).writes

    expect(setOf(write)).toMatchObject({ setBy: { userName: 'entry', userDisplayName: null } })
  })

  it('clears the mark of an edited name when the site sends the same name', () => {
    const edited = { userName: 'ada', userDisplayName: null }
    const kept = passkey({ edited })
    const same = userDetails({ name: before.userName, displayName: before.userDisplayName })
    const { writes, changes, reason } = decided([kept], same)

    expect(setOf(writes[0])).toMatchObject({ userName: before.userName, edited: FOLLOWS_SITE })
    expect(setOf(writes[0])).not.toHaveProperty('renames')
    expect(changes).toEqual([{ what: 'renamed', passkeyId: 'AQID', before, after: before }])
    expect(reason).toBe(
      'https://example.org uses the user name that the user chose for one passkey, so Latchkey removed the mark “edited”',
    )
  })

  it('says in the reason which name the user edited when only the other name changes', () => {
    const kept = passkey({ edited: { userName: 'ada', userDisplayName: null } })
    const { writes, reason } = decided([kept], userDetails(), { policy: 'google-password-manager' })

    expect(setOf(writes[0])).toMatchObject({ userDisplayName: 'Ada L.', edited: kept.edited })
    expect(reason).toBe(
      'https://example.org changed the name of one passkey; the user edited the user name',
    )
  })

  it('matches a user id with unused bits set in its last character', () => {
    expect(decided([ada], userDetails({ userId: 'CR' })).writes).toHaveLength(1)
  })

  it('matches no passkey by an empty user id', () => {
    expect(decided([ada], userDetails({ userId: '' }))).toMatchObject({ writes: [], left: [] })
  })

  it('renames a hidden passkey and leaves it hidden', () => {
    const [write] = decided([hiddenPasskey()], userDetails()).writes

    expect(write).toHaveProperty('set.userName', 'ada')
    expect(write).not.toHaveProperty('set.hidden')
  })
})

describe('unknownCredential and allAcceptedCredentials (§5.1.10.2, §5.1.10.3)', () => {
  it('hides a passkey, records when and why, and keeps its former state for undo', () => {
    const because = 'https://example.org said that it does not know this passkey'

    expect(decided([ada, second], unknownCredential('AQID'))).toEqual({
      writes: [
        {
          passkeyId: ada.credentialId,
          set: {
            hidden: { at: NOW, because, by: 'page' },
            setBy: { ...SET_BY_NONE, hidden: 'entry' },
          },
        },
      ],
      changes: [{ what: 'hidden', passkeyId: 'AQID', names: before }],
      left: [],
      moreChanges: 0,
      reason: `one passkey hidden: ${because}`,
      undo: {
        origin: 'https://example.org',
        rpId: 'example.org',
        passkeys: [{ passkeyId: ada.credentialId, before: { hidden: null, setBy: SET_BY_NONE } }],
      },
      spends: false,
    })
  })

  it('moves a passkey to the trash, and records the signal and the reason', () => {
    const because = 'not in the list that https://example.org sent'

    expect(decided([ada], acceptedCredentials([]), { policy: 'delete' })).toMatchObject({
      writes: [{ passkeyId: ada.credentialId, trash: { because, by: 'entry' } }],
      changes: [{ what: 'deleted', passkeyId: 'AQID', names: before }],
      reason: `one passkey moved to the trash: ${because}`,
      undo: { passkeys: [{ passkeyId: ada.credentialId, deleted: true }] },
    })
  })

  it('hides, shows and skips passkeys in one decision, in the order of the passkeys', () => {
    const hidden = hiddenPasskey({ credentialId: Uint8Array.of(4) })
    const third = passkey({ credentialId: Uint8Array.of(6) })
    const listed = acceptedCredentials(['BA', 'BA', 'Bg', 'unknown'])

    expect(decided([ada, hidden, third], listed)).toMatchObject({
      changes: [
        { what: 'hidden', passkeyId: 'AQID' },
        { what: 'shown', passkeyId: 'BA' },
      ],
      left: [{ passkeyId: 'Bg', names: before, because: 'already visible' }],
      reason:
        'one passkey hidden: not in the list that https://example.org sent; ' +
        'one passkey shown again: https://example.org lists it again',
    })
  })

  it('counts the passkeys for each reason when no passkey changes', () => {
    const { reason } = decided([ada, second], acceptedCredentials(['AQID', 'BA', 'Bg']), {}, [
      passkey({ credentialId: Uint8Array.of(6) }),
    ])

    expect(reason).toBe(
      '2 passkeys: already visible; one passkey: in the trash, and signals do not restore it',
    )
  })

  it('omits another user’s passkey in the trash', () => {
    const { left } = decided([ada], acceptedCredentials(['AQID', 'BQ']), {}, [bob])

    expect(left).toMatchObject([{ passkeyId: 'AQID' }])
  })

  it('compares credential ids as bytes, not as text', () => {
    const one = passkey({ credentialId: Uint8Array.of(4) }) // BA, or BB with an unused bit set

    expect(decided([one], unknownCredential('BB')).writes).toHaveLength(1)
    expect(decided([one], acceptedCredentials(['BB'])).writes).toEqual([])
  })
})

describe('the quota', () => {
  const policy = 'google-password-manager'

  it('is spent once when several passkeys change', () => {
    const { writes, spends } = decided([ada, second], userDetails(), { policy })

    expect(writes).toHaveLength(2)
    expect(spends).toBe(true)
  })

  it('is not spent by a signal without effect', () => {
    expect(decided([bob], userDetails(), { policy }).spends).toBe(false)
  })

  it('blocks every change when it is used up, and gives a reason for each passkey', () => {
    const quota = USED_UP
    const listed = acceptedCredentials(['AQID'])
    const because = 'quota used up, one more in 1:40'

    expect(decided([ada, second], listed, { policy, quota })).toEqual({
      writes: [],
      changes: [],
      left: [
        { passkeyId: 'AQID', names: before, because: 'already visible' },
        { passkeyId: 'BA', names: before, because },
      ],
      moreChanges: 0,
      reason: because,
      undo: null,
      spends: false,
    })
  })

  it('does not apply to another policy', () => {
    const { writes, spends } = decided([ada], userDetails(), { quota: USED_UP })

    expect(writes).toHaveLength(1)
    expect(spends).toBe(false)
  })
})

describe('many passkeys of one user', () => {
  const many = Array.from({ length: 250 }, (_, i) =>
    passkey({ credentialId: Uint8Array.of(1, i), discoverable: false }),
  )

  it('all change; the decision lists the first hundred and counts the others', () => {
    const { writes, changes, moreChanges } = decided(many, userDetails())

    expect(writes).toHaveLength(250)
    expect(changes).toHaveLength(100)
    expect(moreChanges).toBe(150)
  })

  it('appear at most a hundred times in the list of unchanged passkeys', () => {
    const names = userDetails({ name: before.userName, displayName: before.userDisplayName })

    expect(decided(many, names).left).toHaveLength(100)
  })
})

const setOf = (write?: object) => (write && 'set' in write ? (write.set as object) : {})
