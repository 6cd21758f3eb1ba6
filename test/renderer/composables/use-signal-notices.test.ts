// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { NOTICE_MS } from '../../../src/renderer/composables/use-notices'
import { usePasskeyActions } from '../../../src/renderer/composables/use-passkey-actions'
import { useSignalNotices } from '../../../src/renderer/composables/use-signal-notices'
import { useUndo } from '../../../src/renderer/composables/use-undo'
import { installFakeMain, runWithNotices, settle } from '../../support/window-parts'
import { activityEntry, passkeySummary, renameEntry } from '../../support/window-data'

function telling() {
  const fake = installFakeMain()
  const undone: string[] = []
  const seen = vi.fn()
  const { result, notices, texts } = runWithNotices((all) => {
    const undo = useUndo(all)
    const undoSignal = async (id: string) => void undone.push(id)
    useSignalNotices(all, undo, { undoSignal, showActivity: seen })
    return { ...undo, own: usePasskeyActions(all, undo, () => undefined) }
  })
  const signal = (id: string) => fake.emit('activityAdded', renameEntry({ id }))
  const act = (index: number, button = 0) => notices.notices.value[index]?.actions?.[button]?.run()
  const labels = (index: number) => notices.notices.value[index]?.actions?.map(({ label }) => label)
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
    return true
  })
  signal('b')

  for (let time = 0; time < 4; time++) await undo()

  expect(undone).toEqual(['b', 'deletion', 'a'])
})

it('no longer offers to take back what was taken back elsewhere', async () => {
  const { fake, signal, undo, undone, texts } = telling()
  signal('a')

  fake.emit('activityAdded', activityEntry({ kind: 'undo', undoes: 'a' }))
  await undo()

  expect([texts(), undone]).toEqual([[], []])
})

it('says nothing of ceremonies, nor of signals that changed nothing', () => {
  const { fake, texts } = telling()

  fake.emit('activityAdded', activityEntry())
  fake.emit('activityAdded', renameEntry({ outcome: 'nothing', changes: [] }))

  expect(texts()).toEqual([])
})

it('tells three of a burst', () => {
  const { signal, texts } = telling()

  for (const id of ['a', 'b', 'c']) signal(id)

  expect(texts()).toEqual(['changed the name', 'changed the name', 'changed the name'])
})

it('shows the newest of a burst of twenty with its undo, and the way to the others', () => {
  const { signal, texts, act, labels, undone, seen } = telling()

  for (let count = 0; count < 20; count++) signal(String(count))

  expect(texts()).toEqual(['changed the name', 'changed the name', 'changed the name'])
  expect(labels(2)).toEqual(['Undo the newest', '17 more signals'])
  act(2, 1)
  expect(seen).toHaveBeenCalledOnce()
  act(2)
  expect(undone).toEqual(['19'])
})

it('takes back by key also what was only counted', async () => {
  const { signal, undo, undone } = telling()
  for (let count = 0; count < 20; count++) signal(String(count))

  for (let time = 0; time < 20; time++) await undo()

  expect([undone.length, undone[0], undone[19]]).toEqual([20, '19', '0'])
})

it('keeps the count when one that it counts is taken back', () => {
  const { fake, signal, labels } = telling()
  for (let count = 0; count < 5; count++) signal(String(count))

  fake.emit('activityAdded', activityEntry({ kind: 'undo', undoes: '2' }))

  expect(labels(2)).toEqual(['Undo the newest', '2 more signals'])
})

it('keeps the way to the others when the newest is taken back', () => {
  const { fake, signal, texts, labels } = telling()
  for (let count = 0; count < 5; count++) signal(String(count))

  fake.emit('activityAdded', activityEntry({ kind: 'undo', undoes: '4' }))
  expect([texts()[2], labels(2)]).toEqual(['2 more signals changed passkeys', ['See Activity']])

  signal('later')
  expect([texts()[2], labels(2)]).toEqual([
    'changed the name',
    ['Undo the newest', '2 more signals'],
  ])
})

it('does not push out the offer to take a deletion back', () => {
  const { signal, texts, labels, did } = telling()
  did({ text: 'Deleted' }, async () => true)

  for (let count = 0; count < 3; count++) signal(String(count))

  expect(texts()).toEqual(['Deleted', 'changed the name', 'changed the name'])
  expect(labels(2)).toEqual(['Undo the newest', '1 more signal'])
})

it('tells one by one again once the others are gone', () => {
  vi.useFakeTimers()
  const { signal, texts } = telling()
  for (let count = 0; count < 5; count++) signal(String(count))

  vi.advanceTimersByTime(NOTICE_MS)
  signal('later')

  expect(texts()).toEqual(['changed the name'])
})

it('offers nothing in an older notice whose change a newer one replaced', () => {
  const { signal, notices, labels } = telling()
  signal('a')

  signal('b')

  expect(notices.notices.value.map(({ isOvertaken }) => isOvertaken ?? false)).toEqual([
    true,
    false,
  ])
  expect([labels(0), labels(1)]).toEqual([undefined, ['Undo']])
})

it('still offers to undo what the newer signal left alone', () => {
  const { fake, signal, labels } = telling()
  signal('a')

  const [change] = renameEntry().changes
  const other = renameEntry({ id: 'b', changes: [{ ...change!, passkeyId: 'another' }] })
  fake.emit('activityAdded', other)

  expect([labels(0), labels(1)]).toEqual([['Undo'], ['Undo']])
})

it('undoes by key also what a newer change replaced', async () => {
  const { signal, undo, undone } = telling()
  signal('a')
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

    expect(notices.notices.value.map(({ isOvertaken }) => isOvertaken ?? false)).toEqual([
      true,
      false,
    ])
    expect([labels(0), labels(1)]).toEqual([undefined, ['Undo']])
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
