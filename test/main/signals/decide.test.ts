/** What a decision says beside what it does: the tables in docs/signals.md have the rest. */
import { describe, expect, it } from 'vitest'
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

function decided(
  passkeys: readonly Passkey[],
  signal: ReceivedSignal,
  circumstances: Partial<Circumstances> = {},
  trashed: Candidates['trashed'] = [],
) {
  return decide({ kept: passkeys, trashed }, signal, {
    policy: 'spec',
    quota: FULL_QUOTA,
    now: NOW,
    entryId: 'entry',
    ...circumstances,
  })
}

describe('currentUserDetails (§5.1.10.4)', () => {
  it('renames the user’s passkeys, and nobody else’s', () => {
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
  ])('sets %s alone when only that is another, and says so', (what, fields, set) => {
    const { writes, reason } = decided([ada], userDetails(fields))
    const names = Object.keys(set)

    expect(writes).toMatchObject([{ set }])
    expect(setOf(writes[0])).not.toHaveProperty(
      names.includes('userName') ? 'userDisplayName' : 'userName',
    )
    expect(reason).toBe(`https://example.org changed ${what} of one passkey`)
  })

  it('names who set a name last for the names that it sets alone', () => {
    const [write] = decided([ada], userDetails({ displayName: 'Ada' })).writes

    expect(setOf(write)).toMatchObject({ setBy: { userName: 'entry', userDisplayName: null } })
  })

  it('takes the mark of an edited name away where the site gives just that name', () => {
    const edited = { userName: 'ada', userDisplayName: null }
    const kept = passkey({ edited })
    const same = userDetails({ name: before.userName, displayName: before.userDisplayName })
    const { writes, changes, reason } = decided([kept], same)

    expect(setOf(writes[0])).toMatchObject({ userName: before.userName, edited: FOLLOWS_SITE })
    expect(setOf(writes[0])).not.toHaveProperty('renames')
    expect(changes).toEqual([{ what: 'renamed', passkeyId: 'AQID', before, after: before }])
    expect(reason).toBe(
      'https://example.org calls one passkey as the user does: the user name is its own again',
    )
  })

  it('says which name stays when the other one changes', () => {
    const kept = passkey({ edited: { userName: 'ada', userDisplayName: null } })
    const { writes, reason } = decided([kept], userDetails(), { policy: 'google-password-manager' })

    expect(setOf(writes[0])).toMatchObject({ userDisplayName: 'Ada L.', edited: kept.edited })
    expect(reason).toBe(
      'https://example.org changed the name of one passkey; the user edited the user name',
    )
  })

  it('knows a user id with odd bits in its last character', () => {
    expect(decided([ada], userDetails({ userId: 'CR' })).writes).toHaveLength(1)
  })

  it('knows nobody by an empty user id', () => {
    expect(decided([ada], userDetails({ userId: '' }))).toMatchObject({ writes: [], left: [] })
  })

  it('renames a hidden passkey too, and leaves it hidden', () => {
    const [write] = decided([hiddenPasskey()], userDetails()).writes

    expect(write).toHaveProperty('set.userName', 'ada')
    expect(write).not.toHaveProperty('set.hidden')
  })
})

describe('unknownCredential and allAcceptedCredentials (§5.1.10.2, §5.1.10.3)', () => {
  it('hides a passkey, says when and why, and notes how it was', () => {
    const because = 'https://example.org said that it does not know this passkey'

    expect(decided([ada, second], unknownCredential('AQID'))).toEqual({
      writes: [
        {
          passkeyId: ada.credentialId,
          set: { hidden: { at: NOW, because }, setBy: { ...SET_BY_NONE, hidden: 'entry' } },
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

  it('moves a passkey to the trash, says which signal did it and why', () => {
    const because = 'not in the list that https://example.org sent'

    expect(decided([ada], acceptedCredentials([]), { policy: 'delete' })).toMatchObject({
      writes: [{ passkeyId: ada.credentialId, trash: { because, by: 'entry' } }],
      changes: [{ what: 'deleted', passkeyId: 'AQID', names: before }],
      reason: `one passkey moved to the trash: ${because}`,
      undo: { passkeys: [{ passkeyId: ada.credentialId, deleted: true }] },
    })
  })

  it('hides, shows and leaves in one decision, in the order of the passkeys', () => {
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

  it('says of how many passkeys each reason for nothing holds', () => {
    const { reason } = decided([ada, second], acceptedCredentials(['AQID', 'BA', 'Bg']), {}, [
      passkey({ credentialId: Uint8Array.of(6) }),
    ])

    expect(reason).toBe('2 passkeys: already visible; one passkey: in the trash, where it stays')
  })

  it('says nothing of another user’s passkey in the trash', () => {
    const { left } = decided([ada], acceptedCredentials(['AQID', 'BQ']), {}, [bob])

    expect(left).toMatchObject([{ passkeyId: 'AQID' }])
  })

  it('looks for an id bit by bit, not letter by letter', () => {
    const one = passkey({ credentialId: Uint8Array.of(4) }) // BA, and BB with odd bits

    expect(decided([one], unknownCredential('BB')).writes).toHaveLength(1)
    expect(decided([one], acceptedCredentials(['BB'])).writes).toEqual([])
  })
})

describe('the quota', () => {
  const policy = 'google-password-manager'

  it('is spent once, however many passkeys change', () => {
    const { writes, spends } = decided([ada, second], userDetails(), { policy })

    expect(writes).toHaveLength(2)
    expect(spends).toBe(true)
  })

  it('is not spent by a signal that changes nothing', () => {
    expect(decided([bob], userDetails(), { policy }).spends).toBe(false)
  })

  it('lets nothing happen when it is used up, and says for each passkey why', () => {
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

  it('counts for no other policy', () => {
    const { writes, spends } = decided([ada], userDetails(), { quota: USED_UP })

    expect(writes).toHaveLength(1)
    expect(spends).toBe(false)
  })
})

describe('many passkeys of one user', () => {
  const many = Array.from({ length: 250 }, (_, i) =>
    passkey({ credentialId: Uint8Array.of(1, i), discoverable: false }),
  )

  it('are all changed; the first hundred are told of, and how many more', () => {
    const { writes, changes, moreChanges } = decided(many, userDetails())

    expect(writes).toHaveLength(250)
    expect(changes).toHaveLength(100)
    expect(moreChanges).toBe(150)
  })

  it('are told of up to a hundred where they are left', () => {
    const names = userDetails({ name: before.userName, displayName: before.userDisplayName })

    expect(decided(many, names).left).toHaveLength(100)
  })
})

const setOf = (write?: object) => (write && 'set' in write ? (write.set as object) : {})
