// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { FRESH_MS, useRecentChanges } from '../../../src/renderer/composables/use-recent-changes'
import { installFakeMain, runComposable } from '../../support/window-parts'
import { activityEntry, passkeySummary, renameEntry } from '../../support/window-data'

const NAMES = { userName: 'ada', userDisplayName: 'Ada' }
const HIDDEN = { at: 0, because: 'You hid it in Latchkey.' }

function watching() {
  const fake = installFakeMain()
  const passkeys = shallowRef([passkeySummary({ userDisplayName: 'Ada King' })])
  const { result } = runComposable(() => useRecentChanges(passkeys))
  return { fake, passkeys, ...result }
}

it('marks what a signal changed', () => {
  const { fake, changes } = watching()

  fake.emit('activityAdded', renameEntry())

  expect(changes.value.get('AQID')).toMatchObject({
    origin: 'https://example.org',
    by: 'page',
    fresh: true,
  })
})

it('calms the mark after some seconds, and keeps the line', () => {
  vi.useFakeTimers()
  const { fake, changes } = watching()
  fake.emit('activityAdded', renameEntry())

  vi.advanceTimersByTime(FRESH_MS)

  expect(changes.value.get('AQID')?.fresh).toBe(false)
})

it('drops what was seen when the list is left, but not what is still fresh', () => {
  vi.useFakeTimers()
  const { fake, changes, dropSeen } = watching()
  fake.emit('activityAdded', renameEntry())

  dropSeen()
  expect(changes.value.size).toBe(1)

  vi.advanceTimersByTime(FRESH_MS)
  dropSeen()
  expect(changes.value.size).toBe(0)
})

it('marks again when the same passkey changes again', () => {
  vi.useFakeTimers()
  const { fake, changes } = watching()
  fake.emit('activityAdded', renameEntry())
  vi.advanceTimersByTime(FRESH_MS - 1)

  fake.emit('activityAdded', renameEntry({ id: 'second' }))
  vi.advanceTimersByTime(FRESH_MS - 1)

  expect(changes.value.get('AQID')?.fresh).toBe(true)
})

it('drops the mark of a hide when the passkey is shown again', () => {
  const { fake, changes, passkeys } = watching()
  const names = { userName: 'ada', userDisplayName: 'Ada' }
  passkeys.value = [passkeySummary({ hidden: { at: 0, because: 'A page said so.' } })]
  fake.emit(
    'activityAdded',
    renameEntry({ changes: [{ what: 'hidden', passkeyId: 'AQID', names }] }),
  )
  expect(changes.value.size).toBe(1)

  passkeys.value = [passkeySummary()]

  expect(changes.value.size).toBe(0)
})

it('marks what the undoing of a signal put back', () => {
  const { fake, changes } = watching()

  fake.emit('activityAdded', renameEntry({ kind: 'undo', undoes: 'signal' }))

  expect(changes.value.get('AQID')).toMatchObject({ by: 'undo', fresh: true })
})

it('marks nothing for ceremonies, nor for signals that changed nothing', () => {
  const { fake, changes } = watching()

  fake.emit('activityAdded', activityEntry())
  fake.emit('activityAdded', renameEntry({ outcome: 'nothing', changes: [] }))

  expect(changes.value.size).toBe(0)
})

it.each([
  ['renamed', passkeySummary({ userDisplayName: 'Mine' }), renameEntry().changes],
  ['deleted', passkeySummary(), [{ what: 'deleted', passkeyId: 'AQID', names: NAMES }]],
  [
    'shown',
    passkeySummary({ hidden: HIDDEN }),
    [{ what: 'shown', passkeyId: 'AQID', names: NAMES }],
  ],
] as const)('drops the mark of a passkey that was %s, and changed again', (_, passkey, changes) => {
  const { fake, passkeys, ...recent } = watching()
  passkeys.value = []
  fake.emit('activityAdded', renameEntry({ changes: [...changes] }))
  expect(recent.changes.value.size).toBe(1)

  passkeys.value = [passkey]

  expect(recent.changes.value.size).toBe(0)
})
