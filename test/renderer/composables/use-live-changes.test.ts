// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { FRESH_MS, useLiveChanges } from '../../../src/renderer/composables/use-live-changes'
import { installFakeMain, runComposable } from '../../support/window-parts'
import { activityEntry, renameEntry } from '../../support/window-data'

function watching() {
  const told: string[] = []
  const fake = installFakeMain()
  const { result } = runComposable(() => useLiveChanges(({ text }) => told.push(text)))
  return { fake, told, ...result }
}

it('marks what a signal changed, and tells it', () => {
  const { fake, changes, told } = watching()

  fake.emit('activityAdded', renameEntry())

  expect(changes.value.get('AQID')).toMatchObject({ origin: 'https://example.org', fresh: true })
  expect(told).toEqual(['changed the name'])
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
  const { fake, changes, seen } = watching()
  fake.emit('activityAdded', renameEntry())

  seen()
  expect(changes.value.size).toBe(1)

  vi.advanceTimersByTime(FRESH_MS)
  seen()
  expect(changes.value.size).toBe(0)
})

it('marks anew when the same passkey changes again', () => {
  vi.useFakeTimers()
  const { fake, changes } = watching()
  fake.emit('activityAdded', renameEntry())
  vi.advanceTimersByTime(FRESH_MS - 1)

  fake.emit('activityAdded', renameEntry({ id: 'second' }))
  vi.advanceTimersByTime(FRESH_MS - 1)

  expect(changes.value.get('AQID')?.fresh).toBe(true)
})

it('says nothing of ceremonies, nor of signals that changed nothing', () => {
  const { fake, changes, told } = watching()

  fake.emit('activityAdded', activityEntry())
  fake.emit('activityAdded', renameEntry({ outcome: 'nothing', changes: [] }))

  expect([changes.value.size, told]).toEqual([0, []])
})
