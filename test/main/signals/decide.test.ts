import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/main/signals/decide'
import type { StoreChange } from '../../../src/main/signals/ports'
import { FOLLOWS_SITE, type Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { ReceivedSignal } from '../../../src/main/webauthn/client/ports'
import { hiddenPasskey, passkey } from '../../support/passkeys'
import { acceptedCredentials, unknownCredential, userDetails } from '../../support/signals'
import { base64url } from '../../support/webauthn-options'

const NOW = 1000
const ada = passkey() // id AQID, user handle CQ
const second = passkey({ credentialId: Uint8Array.of(4), discoverable: false }) // id BA
const bob = passkey({ credentialId: Uint8Array.of(5), userHandle: Uint8Array.of(8) })
const before = { userName: 'ada@example.org', userDisplayName: 'Ada' }
const after = { userName: 'ada', userDisplayName: 'Ada L.' }

describe('currentUserDetails (§5.1.10.4)', () => {
  it('renames the user’s passkeys, and nobody else’s', () => {
    const { writes, changes, reason } = decide([ada, second, bob], userDetails(), NOW)
    const set = {
      ...after,
      edited: FOLLOWS_SITE,
      renames: [
        { at: NOW, by: 'page', origin: 'https://example.org', entryId: null, before, after },
      ],
    }

    expect(writes).toEqual([
      { passkeyId: ada.credentialId, set },
      { passkeyId: second.credentialId, set },
    ])
    expect(changes).toEqual([
      { what: 'renamed', passkeyId: 'AQID', before, after },
      { what: 'renamed', passkeyId: 'BA', before, after },
    ])
    expect(reason).toBe('https://example.org changed the names of 2 passkeys')
  })

  it.each([
    ['the user name alone', { displayName: 'Ada' }],
    ['the display name alone', { name: 'ada@example.org' }],
    ['both to nothing', { name: '', displayName: '' }],
  ])('changes %s', (_what, fields) => {
    expect(decide([ada], userDetails(fields), NOW).writes).toHaveLength(1)
  })

  it('takes the mark of an edited name away, since the name is the page’s again', () => {
    const edited = { userName: 'ada', userDisplayName: 'Ada' }
    const [write] = decide([{ ...ada, edited }], userDetails(), NOW).writes

    expect(write).toMatchObject({ set: { edited: FOLLOWS_SITE } })
  })

  it('renames a hidden passkey too, and leaves it hidden', () => {
    const [write] = decide([hiddenPasskey()], userDetails(), NOW).writes

    expect(write).toHaveProperty('set.userName', 'ada')
    expect(write).not.toHaveProperty('set.hidden')
  })

  it('overwrites names that the user edited', () => {
    const edited = { userName: 'ada', userDisplayName: 'Ada' }
    expect(decide([passkey({ edited })], userDetails(), NOW).writes).toHaveLength(1)
  })

  it('knows a user id with odd bits in its last character', () => {
    expect(decide([ada], userDetails({ userId: 'CR' }), NOW).writes).toHaveLength(1)
  })

  it.each([
    ['nobody has that user id', [bob], {}, 'no passkey with that user id for example.org'],
    ['nothing is kept', [], {}, 'no passkey with that user id for example.org'],
    ['the user id is empty', [ada], { userId: '' }, 'no passkey with that user id for example.org'],
    [
      'the names are the same',
      [ada],
      { name: before.userName, displayName: before.userDisplayName },
      'the names were these already',
    ],
  ])('does nothing when %s, and says so', (_what, passkeys, fields, reason) => {
    expect(decide(passkeys, userDetails(fields), NOW)).toEqual({ writes: [], changes: [], reason })
  })
})

describe('unknownCredential (§5.1.10.2)', () => {
  it('hides the passkey, and keeps the others', () => {
    const because = 'https://example.org said that it does not know this passkey'

    expect(decide([ada, second], unknownCredential('AQID'), NOW)).toEqual({
      writes: [{ passkeyId: ada.credentialId, set: { hidden: { at: NOW, because } } }],
      changes: [{ what: 'hidden', passkeyId: 'AQID', names: before }],
      reason: `one passkey hidden: ${because}`,
    })
  })

  it.each([
    ['the id is not known', [ada], 'BA', 'no passkey with that id for example.org'],
    ['the id is empty', [ada], '', 'no passkey with that id for example.org'],
    ['it is hidden already', [hiddenPasskey()], 'AQID', 'the passkey was hidden already'],
  ])('does nothing when %s, and says so', (_what, passkeys, id, reason) => {
    expect(decide(passkeys, unknownCredential(id), NOW)).toEqual({
      writes: [],
      changes: [],
      reason,
    })
  })
})

describe('allAcceptedCredentials (§5.1.10.3)', () => {
  it('hides the user’s passkeys that are not listed', () => {
    const { writes, changes } = decide([ada, second, bob], acceptedCredentials(['BA']), NOW)
    const because = 'https://example.org did not list this passkey among those it accepts'

    expect(writes).toEqual([{ passkeyId: ada.credentialId, set: { hidden: { at: NOW, because } } }])
    expect(changes).toEqual([{ what: 'hidden', passkeyId: 'AQID', names: before }])
  })

  it('shows a hidden passkey again that is listed', () => {
    const { writes, changes, reason } = decide(
      [hiddenPasskey()],
      acceptedCredentials(['AQID']),
      NOW,
    )

    expect(writes).toEqual([{ passkeyId: ada.credentialId, set: { hidden: null } }])
    expect(changes).toEqual([{ what: 'shown', passkeyId: 'AQID', names: before }])
    expect(reason).toBe('one passkey shown again: https://example.org lists it again')
  })

  it('hides and shows in one decision', () => {
    const passkeys = [ada, hiddenPasskey({ credentialId: Uint8Array.of(4) })]
    const { changes } = decide(passkeys, acceptedCredentials(['BA', 'BA', 'unknown']), NOW)

    expect(changes).toMatchObject([
      { what: 'hidden', passkeyId: 'AQID' },
      { what: 'shown', passkeyId: 'BA' },
    ])
  })

  it('hides all of the user’s passkeys for an empty list, and destroys none', () => {
    const { writes } = decide([ada, second, bob], acceptedCredentials([]), NOW)

    expect(writes).toMatchObject([
      { set: { hidden: { at: NOW } } },
      { set: { hidden: { at: NOW } } },
    ])
  })

  it('leaves alone when and why a passkey was hidden before', () => {
    expect(decide([hiddenPasskey()], acceptedCredentials([]), NOW).writes).toEqual([])
  })

  it.each([
    ['nobody has that user id', [bob], ['AQID'], 'no passkey with that user id for example.org'],
    ['all is so already', [ada], ['AQID'], 'every passkey was as the page says already'],
  ])('does nothing when %s, and says so', (_what, passkeys, listed, reason) => {
    expect(decide(passkeys, acceptedCredentials(listed), NOW)).toEqual({
      writes: [],
      changes: [],
      reason,
    })
  })
})

describe('any signal', () => {
  it('changes nothing more when it is decided a second time', () => {
    fc.assert(
      fc.property(somePasskeys, someSignal, (passkeys, signal) => {
        const first = decide(passkeys, signal, NOW)
        const changed = passkeys.map((kept) => ({
          ...kept,
          ...setOf(first.writes.find(({ passkeyId }) => passkeyId === kept.credentialId)),
        }))

        expect(decide(changed, signal, NOW + 1).writes).toEqual([])
      }),
    )
  })

  it('lists as changes exactly what it writes', () => {
    fc.assert(
      fc.property(somePasskeys, someSignal, (passkeys, signal) => {
        const { writes, changes } = decide(passkeys, signal, NOW)

        expect(changes.map(({ passkeyId }) => passkeyId)).toEqual(
          writes.map(({ passkeyId }) => base64url(passkeyId)),
        )
      }),
    )
  })

  it('sets names and visibility, and nothing else of a passkey', () => {
    fc.assert(
      fc.property(somePasskeys, someSignal, (passkeys, signal) => {
        const set = decide(passkeys, signal, NOW).writes.flatMap((write) =>
          Object.keys(setOf(write)),
        )
        const allowed = ['userName', 'userDisplayName', 'edited', 'renames', 'hidden']

        expect(set.filter((field) => !allowed.includes(field))).toEqual([])
      }),
    )
  })
})

const setOf = (write?: StoreChange) => (write && 'set' in write ? write.set : {})

const fewBytes = fc.uint8Array({ minLength: 1, maxLength: 1, max: 3 })
const fewIds = fc.constantFrom('AA', 'AQ', 'Ag', 'Aw', 'AR', '')
const fewNames = fc.constantFrom('', 'ada', 'Ada')

const somePasskeys: fc.Arbitrary<Passkey[]> = fc.uniqueArray(
  fc
    .record({
      credentialId: fewBytes,
      userHandle: fewBytes,
      userName: fewNames,
      userDisplayName: fewNames,
      discoverable: fc.boolean(),
      hidden: fc.constantFrom(null, { at: 1, because: '' }),
    })
    .map(passkey),
  { selector: ({ credentialId }) => credentialId[0] },
)

const someSignal: fc.Arbitrary<ReceivedSignal> = fc.oneof(
  fewIds.map((id) => unknownCredential(id)),
  fc
    .tuple(fc.array(fewIds, { maxLength: 4 }), fewIds)
    .map(([ids, userId]) => acceptedCredentials(ids, { userId })),
  fc.record({ userId: fewIds, name: fewNames, displayName: fewNames }).map(userDetails),
)
