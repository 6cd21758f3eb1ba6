import { describe, expect, it } from 'vitest'
import { passkey } from '../../support/passkeys'
import { signalWorld } from '../../support/signal-engine'
import { acceptedCredentials, unknownCredential, userDetails } from '../../support/signals'

const NOW = Date.UTC(2026, 0, 1)

describe('the signal engine', () => {
  it('applies a signal in one write, and records the changes', async () => {
    const second = passkey({ credentialId: Uint8Array.of(4), discoverable: false })
    const { engine, store, reports } = world(passkey(), second)
    await engine.receive(userDetails())

    expect(store.writes).toBe(1)
    expect(store.list()).toMatchObject([{ userName: 'ada' }, { userName: 'ada' }])
    expect(reports).toMatchObject([
      {
        kind: 'signal',
        signal: 'currentUserDetails',
        origin: 'https://example.org',
        rpId: 'example.org',
        outcome: 'done',
        changes: [{ what: 'renamed' }, { what: 'renamed' }],
      },
    ])
  })

  it('records a signal without effect, and does not write', async () => {
    const { engine, store, reports } = world(passkey())
    await engine.receive(unknownCredential('BA'))

    expect(store.writes).toBe(0)
    expect(reports).toMatchObject([
      { outcome: 'nothing', reason: 'no passkey with that id for example.org', changes: [] },
    ])
  })

  it('applies each signal to the result of the signal before', async () => {
    const { engine, store, reports } = world(passkey())
    await Promise.all([
      engine.receive(unknownCredential('AQID')),
      engine.receive(unknownCredential('AQID')),
      engine.receive(acceptedCredentials(['AQID'])),
    ])

    expect(reports.map(({ outcome }) => outcome)).toEqual(['done', 'nothing', 'done'])
    expect(store.list()).toMatchObject([{ hidden: null }])
  })

  it('applies two quick renames in order, and keeps both in the history', async () => {
    const { engine, store } = world(passkey())
    await Promise.all([
      engine.receive(userDetails({ name: 'first' })),
      engine.receive(userDetails({ name: 'last' })),
    ])

    expect(store.list()).toMatchObject([
      {
        userName: 'last',
        renames: [{ before: { userName: 'first' }, after: { userName: 'last' } }, {}],
      },
    ])
  })

  it('records that a signal failed and changed no passkey when the vault cannot be written', async () => {
    const { engine, store, reports } = world(passkey())
    store.fault = new Error('The disk is full.')
    await engine.receive(unknownCredential('AQID'))

    expect(reports).toMatchObject([
      { outcome: 'refused', reason: 'the signal could not be applied: The disk is full.' },
    ])
    expect(reports[0]).not.toHaveProperty('changes')
    expect(store.list()).toMatchObject([{ hidden: null }])
  })

  it('applies the next signal after a failed signal', async () => {
    const { engine, store } = world(passkey())
    store.fault = new Error('The disk is full.')
    await engine.receive(unknownCredential('AQID'))
    store.fault = null
    await engine.receive(unknownCredential('AQID'))

    expect(store.list()).toMatchObject([{ hidden: { at: NOW } }])
  })

  it('applies the next signal after recording failed', async () => {
    const { engine, store, reports } = world(passkey())
    reports.push = () => {
      throw new Error('the window is gone')
    }
    await engine.receive(userDetails())
    await engine.receive(unknownCredential('AQID'))

    expect(store.list()).toMatchObject([{ userName: 'ada', hidden: { at: NOW } }])
  })

  it('applies the policy of the page, and stores the id of the entry with the trashed passkey', async () => {
    const { engine, store, reports } = signalWorld([passkey()], 'delete')
    await engine.receive(unknownCredential('AQID'))

    expect(store.findTrashed(passkey().credentialId)).toMatchObject({ by: '1' })
    expect(reports).toMatchObject([{ id: '1', policy: 'delete', changes: [{ what: 'deleted' }] }])
  })

  it('stores the undo note in the same write', async () => {
    const { engine, store } = world(passkey())
    await engine.receive(userDetails())

    expect(store.writes).toBe(1)
    expect(store.undoNote('1')).toMatchObject({
      origin: 'https://example.org',
      rpId: 'example.org',
      passkeys: [{ before: { userName: 'ada@example.org' } }],
    })
  })

  it('does not spend the quota on a change that could not be written', async () => {
    const { engine, store } = signalWorld([passkey()], 'google-password-manager')
    store.fault = new Error('The disk is full.')
    await engine.receive(userDetails())
    expect(engine.quota('https://example.org')).toEqual({ left: 10, of: 10, nextInMs: null })

    store.fault = null
    await engine.receive(userDetails())
    expect(engine.quota('https://example.org')).toEqual({ left: 9, of: 10, nextInMs: 120_000 })
  })

  it.each(['spec', 'delete'] as const)('has no quota under %s', async (policy) => {
    const { engine } = signalWorld([passkey()], policy)

    expect(engine.quota('https://example.org')).toBeNull()
  })

  it('counts each of many simultaneous signals against the quota', async () => {
    const { engine, reports } = signalWorld([passkey()], 'google-password-manager')
    const names = Array.from({ length: 12 }, (_, i) => userDetails({ name: `name ${i}` }))
    await Promise.all(names.map((signal) => engine.receive(signal)))

    expect(reports.filter(({ outcome }) => outcome === 'done')).toHaveLength(10)
    expect(reports.at(-1)?.reason).toBe('quota used up, one more in 2:00')
  })
})

describe('an undo', () => {
  it('reports its changes, the undone signal, and the user as its author', async () => {
    const { engine, store, reports } = world(passkey())
    await engine.receive(userDetails())
    const before = { userName: 'ada', userDisplayName: 'Ada L.' }
    const after = { userName: 'ada@example.org', userDisplayName: 'Ada' }

    expect(await engine.undo('1')).toEqual({
      kind: 'undo',
      origin: 'https://example.org',
      rpId: 'example.org',
      outcome: 'done',
      reason: 'a signal of https://example.org was undone: one passkey renamed back',
      answeredBy: 'person',
      undoes: '1',
      changes: [{ what: 'renamed', passkeyId: 'AQID', before, after }],
      left: [],
      moreChanges: 0,
    })
    expect(reports).toHaveLength(1) // The caller of undo() records the entry.
    expect(store.list()[0]?.renames[0]).toEqual({
      at: NOW,
      by: 'undo',
      origin: 'https://example.org',
      entryId: null,
      before,
      after,
    })
  })

  it('lists the passkeys that it could not restore, with reasons', async () => {
    const second = passkey({ credentialId: Uint8Array.of(4), discoverable: false })
    const { engine, store } = world(passkey(), second)
    await engine.receive(acceptedCredentials([]))
    await engine.receive(acceptedCredentials(['BA']))
    store.remove(second.credentialId)

    expect(await engine.undo('1')).toMatchObject({
      reason:
        'a signal of https://example.org was undone: one passkey shown again; it has since been deleted permanently',
      changes: [{ what: 'shown', passkeyId: 'AQID' }],
      left: [{ passkeyId: 'BA', because: 'it has since been deleted permanently' }],
    })
  })

  it('waits for the signal before it', async () => {
    const { engine, store } = world(passkey())
    const received = engine.receive(userDetails())
    await Promise.all([received, engine.undo('1'), engine.receive(unknownCredential('AQID'))])

    expect(store.list()).toMatchObject([{ userName: 'ada@example.org', hidden: { at: NOW } }])
  })

  it('rejects when it cannot be written, changes no passkey, and can be retried', async () => {
    const { engine, store } = world(passkey())
    await engine.receive(userDetails())
    store.fault = new Error('The disk is full.')
    await expect(engine.undo('1')).rejects.toThrow('The disk is full.')
    expect(store.list()).toMatchObject([{ userName: 'ada' }])

    store.fault = null
    await engine.undo('1')
    expect(store.list()).toMatchObject([{ userName: 'ada@example.org' }])
  })

  it('rejects for a signal that was already undone in part', async () => {
    const { engine } = world(passkey())
    await engine.receive(userDetails())
    await engine.receive(userDetails({ displayName: 'newer' }))
    await engine.undo('1')

    await expect(engine.undo('1')).rejects.toThrow('can no longer be undone')
  })

  it('succeeds after the newer signal, which blocked it, is undone', async () => {
    const { engine, store } = world(passkey())
    await engine.receive(userDetails({ name: 'first' }))
    await engine.receive(userDetails({ name: 'second', displayName: 'Second' }))
    await expect(engine.undo('1')).rejects.toThrow('a newer change replaced the names')
    await engine.undo('2')
    await engine.undo('1')

    expect(store.list()).toMatchObject([{ userName: 'ada@example.org', userDisplayName: 'Ada' }])
  })

  it.each(['1', 'unknown'])(
    'rejects for the entry id %j, whose signal changed no passkey or is unknown',
    async (id) => {
      const { engine } = world(passkey())
      await engine.receive(unknownCredential('BA'))

      await expect(engine.undo(id)).rejects.toThrow('can no longer be undone')
    },
  )
})

describe('a dry run', () => {
  const names = { kind: 'currentUserDetails', name: 'ada', displayName: 'Ada L.' } as const

  it('reports the outcome under each policy, and the current policy', () => {
    const edited = { userName: 'ada@site', userDisplayName: null }
    const { engine } = signalWorld([passkey({ edited })], 'delete')
    const change = (userName: string, userDisplayName = 'Ada L.') => ({
      what: 'renamed',
      passkeyId: 'AQID',
      before: { userName: 'ada@example.org', userDisplayName: 'Ada' },
      after: { userName, userDisplayName },
    })

    expect(engine.dryRun({ passkeyId: 'AQID', signal: names })).toMatchObject({
      inForce: 'delete',
      outcomes: [
        { policy: 'spec', changes: [change('ada')] },
        { policy: 'google-password-manager', changes: [change('ada@example.org')] },
        { policy: 'delete', changes: [change('ada')] },
        { policy: 'ignored', changes: [] },
        { policy: 'apple', changes: [change('ada', 'Ada')] },
      ],
    })
  })

  it('reads the quota of the page that created the passkey, and does not spend it', async () => {
    const world = signalWorld([passkey()], 'google-password-manager')
    for (let i = 0; i < 10; i++) await world.engine.receive(userDetails({ name: `name ${i}` }))
    world.now += 20_000
    const left = () => world.engine.quota('https://example.org')

    expect(world.engine.dryRun({ passkeyId: 'AQID', signal: names }).outcomes[1]).toMatchObject({
      reason: 'quota used up, one more in 1:40',
      changes: [],
    })
    expect(left()).toEqual({ left: 0, of: 10, nextInMs: 100_000 })
  })

  it.each(['BA', '', 'not base64url!'])(
    'throws for the id %j, which no passkey has',
    (passkeyId) => {
      const { engine } = world(passkey())

      expect(() => engine.dryRun({ passkeyId, signal: names })).toThrow('no longer exists')
    },
  )

  it('throws for a credential id that is not base64url, as the page’s promise would reject', () => {
    const { engine } = world(passkey())
    const signal = { kind: 'allAcceptedCredentials' as const, allAcceptedCredentialIds: ['AQ=='] }

    expect(() => engine.dryRun({ passkeyId: 'AQID', signal })).toThrow(
      new TypeError('This is not a credential id in base64url without padding: AQ=='),
    )
  })
})

function world(...passkeys: ReturnType<typeof passkey>[]) {
  return signalWorld(passkeys)
}
