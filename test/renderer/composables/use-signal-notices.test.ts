// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { NOTICE_MS } from '../../../src/renderer/composables/use-notices'
import { usePasskeyActions } from '../../../src/renderer/composables/use-passkey-actions'
import {
  MOST_IN_BURST,
  useSignalNotices,
} from '../../../src/renderer/composables/use-signal-notices'
import { useUndo } from '../../../src/renderer/composables/use-undo'
import { installFakeMain, runWithNotices, settle } from '../../support/window-parts'
import { activityEntry, passkeySummary, renameEntry } from '../../support/window-data'

function telling() {
  const fake = installFakeMain()
  const undone: string[] = []
  const seen = vi.fn()
  const { result, notices, texts } = runWithNotices((all) => {
    const undo = useUndo(all)
    const undoSignals = async (...ids: readonly string[]) => void undone.push(...ids)
    useSignalNotices(all, undo, { undoSignals, showActivity: seen })
    return {
      ...undo,
      own: usePasskeyActions(all, undo, { trash: ref([]), onRestored: () => undefined }),
    }
  })
  const signal = (id: string) => fake.emit('activityAdded', renameEntry({ id }))
  const act = (index: number, button = 0) => notices.notices.value[index]?.actions?.[button]?.run()
  const labels = (index: number) => {
    const notice = notices.notices.value[index]
    return notice?.overtakenBy === undefined ? notice?.actions?.map(({ label }) => label) : []
  }
  return {
    fake,
    undone,
    seen,
    signal,
    act,
    labels,
    texts,
    notices,
    undo: result.undo,
    did: result.did,
    own: result.own,
  }
}

it('says which page changed what, and offers to take it back', () => {
  const { signal, notices, act, undone } = telling()

  signal('a')

  expect(notices.notices.value[0]).toMatchObject({
    origin: 'https://example.org',
    text: 'changed the name',
    names: [{ after: 'Ada King' }],
    actions: [{ label: 'Undo' }],
  })
  act(0)
  expect(undone).toEqual(['a'])
})

it('takes signals back by key, the latest first, among all else that was done', async () => {
  const { signal, undo, undone, did } = telling()
  signal('a')
  did({ text: 'Deleted' }, async () => {
    undone.push('deletion')
    return 'told'
  })
  signal('b')

  for (let time = 0; time < 4; time++) await undo()

  expect(undone).toEqual(['b', 'deletion', 'a'])
})

it('no longer offers to take back what was taken back elsewhere', async () => {
  const { fake, signal, undo, undone, texts } = telling()
  signal('a')

  fake.emit('activityAdded', activityEntry({ kind: 'undo', undoes: 'a' }))
  expect(texts()).toEqual([])
  await undo()

  expect([texts(), undone]).toEqual([['Nothing to undo'], []])
})

it('says nothing of ceremonies, nor of signals that changed nothing', () => {
  const { fake, texts } = telling()

  fake.emit('activityAdded', activityEntry())
  fake.emit('activityAdded', renameEntry({ outcome: 'nothing', changes: [] }))

  expect(texts()).toEqual([])
})

/** A signal about a separate passkey. */
const renamed = (id: string, passkeyId: string, origin = 'https://example.org') => {
  const [change] = renameEntry().changes
  return renameEntry({ id, origin, changes: [{ ...change!, passkeyId }] })
}

function burst() {
  const parts = telling()
  for (const id of ['1', '2', '3']) parts.fake.emit('activityAdded', renamed(id, `passkey ${id}`))
  return parts
}

it('tells of a burst in one notice, whose undo says what it undoes', () => {
  const { texts, labels, act, undone, seen } = burst()

  expect([texts(), labels(0)]).toEqual([
    ['changed 3 names in 3 signals'],
    ['Undo all 3', 'See Activity'],
  ])
  act(0, 1)
  expect(seen).toHaveBeenCalledOnce()
  act(0)
  expect(undone).toEqual(['3', '2', '1'])
})

it('undoes a burst at once by key, and only the burst', async () => {
  const { undo, undone, did, fake } = telling()
  did({ text: 'Deleted' }, async () => {
    undone.push('deletion')
    return 'told'
  })
  for (const id of ['1', '2']) fake.emit('activityAdded', renamed(id, `passkey ${id}`))

  await undo()
  expect(undone).toEqual(['2', '1'])
  await undo()
  expect(undone).toEqual(['2', '1', 'deletion'])
})

it('shows the name before and after a burst about one name', () => {
  const { fake, notices, labels } = telling()
  const name = (userDisplayName: string) => ({ userName: 'ada@example.org', userDisplayName })
  for (const [before, after] of [
    ['Ada', 'Ada 1'],
    ['Ada 1', 'Ada 2'],
  ] as const) {
    const change = { what: 'renamed' as const, passkeyId: 'AQID' }
    const changes = [{ ...change, before: name(before), after: name(after) }]
    fake.emit('activityAdded', renameEntry({ id: after, changes }))
  }

  expect(notices.notices.value).toMatchObject([
    {
      text: 'changed the name in 2 signals',
      names: [{ field: 'display name', before: 'Ada', after: 'Ada 2' }],
    },
  ])
  expect(labels(0)).toEqual(['Undo', 'See Activity'])
})

it('undoes only the newest if the signals cancel each other out', async () => {
  const { fake, texts, labels, act, undo, undone } = telling()
  for (const what of ['hidden', 'shown'] as const)
    fake.emit(
      'activityAdded',
      renameEntry({ id: what, changes: [{ what, passkeyId: 'AQID', names: passkeySummary() }] }),
    )

  expect([texts(), labels(0)]).toEqual([
    ['sent 2 signals that cancel each other out'],
    ['Undo the newest', 'See Activity'],
  ])
  act(0)
  expect(undone).toEqual(['shown'])
  await undo()
  expect(undone).toEqual(['shown', 'hidden'])
})

it('says how many pages signalled', () => {
  const { fake, notices } = telling()
  fake.emit('activityAdded', renamed('a', 'one'))
  fake.emit('activityAdded', renamed('b', 'two', 'https://example.com'))

  expect(notices.notices.value).toMatchObject([{ text: '2 pages changed 2 names in 2 signals' }])
  expect(notices.notices.value[0]?.origin).toBeUndefined()
})

it('leaves out of a burst what was undone elsewhere', () => {
  const { fake, texts, labels, act, undone } = burst()

  fake.emit('activityAdded', activityEntry({ kind: 'undo', undoes: '2' }))

  expect([texts(), labels(0)]).toEqual([
    ['changed 2 names in 2 signals'],
    ['Undo both', 'See Activity'],
  ])
  act(0)
  expect(undone).toEqual(['3', '1'])
})

it('tells of the last signal of a burst as of one, and of no signal when all were undone', () => {
  const { fake, texts, labels } = burst()

  for (const undoes of ['3', '2'])
    fake.emit('activityAdded', activityEntry({ kind: 'undo', undoes }))
  expect([texts(), labels(0)]).toEqual([['changed the name'], ['Undo']])

  fake.emit('activityAdded', activityEntry({ kind: 'undo', undoes: '1' }))
  expect(texts()).toEqual([])
})

it('begins a new notice after something else was done, so that the key goes back in order', () => {
  const { fake, texts, did } = telling()
  fake.emit('activityAdded', renamed('a', 'one'))
  did({ text: 'Deleted' }, async () => 'undone')
  for (const id of ['b', 'c']) fake.emit('activityAdded', renamed(id, id))

  expect(texts()).toEqual(['changed the name', 'Deleted', 'changed 2 names in 2 signals'])
})

it('changes no button while the user points at it', () => {
  const { fake, texts, notices, labels } = telling()
  fake.emit('activityAdded', renamed('a', 'one'))
  notices.hold()
  for (const id of ['b', 'c']) fake.emit('activityAdded', renamed(id, id))

  expect(texts()).toEqual(['changed the name', 'changed 2 names in 2 signals'])
  expect([labels(0), labels(1)]).toEqual([['Undo'], ['Undo both', 'See Activity']])
})

it('begins a new notice when the one before has gone', () => {
  vi.useFakeTimers()
  const { fake, texts } = burst()

  vi.advanceTimersByTime(NOTICE_MS)
  fake.emit('activityAdded', renamed('later', 'later'))

  expect(texts()).toEqual(['changed the name'])
})

it('begins a new notice after a hundred signals', () => {
  const { fake, texts } = telling()
  for (let count = 0; count <= MOST_IN_BURST; count++)
    fake.emit('activityAdded', renamed(String(count), String(count)))

  expect(texts()).toEqual(['changed 100 names in 100 signals', 'changed the name'])
})

it('counts the signals if the record does not name every change', () => {
  const { fake, texts, labels } = telling()
  fake.emit('activityAdded', renamed('a', 'one'))
  fake.emit('activityAdded', { ...renamed('b', 'two'), moreChanges: 20 })

  expect([texts(), labels(0)]).toEqual([
    ['updated many passkeys in 2 signals'],
    ['Undo all 2 signals', 'See Activity'],
  ])
})

it('offers nothing in an older notice whose changes a newer one replaced', () => {
  const { signal, notices, labels } = telling()
  signal('a')
  notices.hold()

  signal('b')

  expect(notices.notices.value.map(({ overtakenBy }) => overtakenBy !== undefined)).toEqual([
    true,
    false,
  ])
  expect([labels(0), labels(1)]).toEqual([[], ['Undo']])
})

it('offers the undo of an older notice again once the newer change was undone', () => {
  const { fake, signal, notices, labels } = telling()
  signal('a')
  notices.hold()
  signal('b')

  fake.emit('activityAdded', activityEntry({ kind: 'undo', undoes: 'b' }))

  expect(notices.notices.value).toHaveLength(1)
  expect(labels(0)).toEqual(['Undo'])
})

it('still offers to undo what the newer signal left alone', () => {
  const { fake, notices, labels } = telling()
  fake.emit('activityAdded', renamed('a', 'one'))
  notices.hold()

  fake.emit('activityAdded', renamed('b', 'two'))

  expect([labels(0), labels(1)]).toEqual([['Undo'], ['Undo']])
})

it('undoes by key also what a newer change replaced', async () => {
  const { signal, undo, undone, notices } = telling()
  signal('a')
  notices.hold()
  signal('b')

  await undo()
  await undo()

  expect(undone).toEqual(['b', 'a'])
})

const hidden = renameEntry({
  changes: [{ what: 'hidden', passkeyId: 'AQID', names: passkeySummary() }],
})
const before = { userName: 'ada@example.org', userDisplayName: 'Ada' }

it.each([
  ['renamed', 'rename', renameEntry()],
  ['deleted', 'delete', renameEntry()],
  ['deleted', 'delete', hidden],
  ['shown again', 'show', hidden],
] as const)(
  'offers nothing in a notice whose passkey the user has %s since',
  async (_, act, entry) => {
    const { fake, labels, notices, own } = telling()
    fake.emit('activityAdded', entry)
    expect(labels(0)).toEqual(['Undo'])

    const passkey = passkeySummary({ hidden: { at: 5, because: 'it was not listed' } })
    fake.state.passkeys = [passkey]
    if (act === 'rename')
      own.tellRenamed({ id: 'AQID', before, after: { ...before, userDisplayName: 'Countess' } })
    else if (act === 'delete') await own.remove([passkey])
    else await own.show([passkey])
    await settle()

    expect(notices.notices.value.map(({ overtakenBy }) => overtakenBy !== undefined)).toEqual([
      true,
      false,
    ])
    expect([labels(0), labels(1)]).toEqual([[], ['Undo']])
  },
)

it('still offers to undo a signal when the user changed something else', async () => {
  const { fake, labels, own } = telling()
  fake.state.passkeys = [passkeySummary()]
  fake.emit('activityAdded', renameEntry())

  own.tellRenamed({ id: 'AQID', before, after: { ...before, userName: 'countess' } })
  await own.hide([passkeySummary()])

  expect([labels(0), labels(1), labels(2)]).toEqual([['Undo'], ['Undo'], ['Undo']])
})
