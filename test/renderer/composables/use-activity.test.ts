// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { useActivity } from '../../../src/renderer/composables/use-activity'
import { installFakeMain, runComposable, settle } from '../../support/window-parts'
import { activityEntry } from '../../support/window-data'

it('lists the record newest first, with new entries as they happen', async () => {
  const fake = installFakeMain({
    activity: [activityEntry({ id: 'b', at: 2 }), activityEntry({ id: 'a', at: 1 })],
  })
  const { entries } = runComposable(useActivity).result
  await settle()

  fake.emit('activityAdded', activityEntry({ id: 'c', at: 3 }))

  expect(entries.value.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
})

it('shows an entry once that came by event and in the list', async () => {
  const entry = activityEntry()
  const fake = installFakeMain({ activity: [entry] })
  const { entries } = runComposable(useActivity).result

  fake.emit('activityAdded', entry)
  await settle()

  expect(entries.value).toHaveLength(1)
})

it('puts an entry in its place that a clock set back made older', async () => {
  const fake = installFakeMain({ activity: [activityEntry({ id: 'b', at: 20 })] })
  const { entries } = runComposable(useActivity).result
  await settle()

  fake.emit('activityAdded', activityEntry({ id: 'a', at: 10 }))

  expect(entries.value.map(({ id }) => id)).toEqual(['b', 'a'])
})

it('keeps the newest 10 000', async () => {
  const fake = installFakeMain({
    activity: Array.from({ length: 10_000 }, (_, at) => activityEntry({ id: String(at), at })),
  })
  const { entries } = runComposable(useActivity).result
  await settle()

  fake.emit('activityAdded', activityEntry({ id: 'new', at: 20_000 }))

  expect([entries.value.length, entries.value[0]?.id]).toEqual([10_000, 'new'])
})

it('shows the newest entries before the whole of a long record is there', async () => {
  const fake = installFakeMain()
  const [newest, older] = [activityEntry({ id: 'c', at: 3 }), activityEntry({ id: 'a', at: 1 })]
  let answerRest = (): void => {}
  const list = vi.spyOn(fake.bridge, 'listActivity').mockImplementation((from) => {
    if (from === undefined)
      return Promise.resolve({ ok: true, value: { entries: [newest], next: 1 } })
    return new Promise((resolve) => {
      // A part may repeat an entry.
      answerRest = () => resolve({ ok: true, value: { entries: [newest, older], next: null } })
    })
  })
  const { entries, loaded } = runComposable(useActivity).result
  await settle()
  expect([loaded.value, entries.value.map(({ id }) => id)]).toEqual([true, ['c']])
  fake.emit('activityAdded', activityEntry({ id: 'd', at: 4 }))

  await vi.waitFor(() => expect(list).toHaveBeenCalledTimes(2))
  answerRest()
  await settle()

  expect(entries.value.map(({ id }) => id)).toEqual(['d', 'c', 'a'])
})

it('says so when the record cannot be read', async () => {
  const fake = installFakeMain()
  fake.fail('listActivity', 'locked')
  const { failure } = runComposable(useActivity).result
  await settle()

  expect(failure.value).toBe('locked')
})
