// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { NOTICE_MS, useNotices } from '../../../src/renderer/composables/use-notices'
import { runComposable, runWithNotices } from '../../support/window-parts'

it('shows a notice and removes it after its time', () => {
  vi.useFakeTimers()
  const { notices, texts } = runWithNotices(() => undefined)

  notices.tell({ text: 'Deleted' })
  vi.advanceTimersByTime(NOTICE_MS - 1)
  expect(texts()).toEqual(['Deleted'])

  vi.advanceTimersByTime(1)
  expect(texts()).toEqual([])
})

it('keeps every notice while the user looks at one, and its whole time afterwards', () => {
  vi.useFakeTimers()
  const { notices, texts } = runWithNotices(() => undefined)
  notices.tell({ text: 'Deleted' })

  notices.hold()
  vi.advanceTimersByTime(10 * NOTICE_MS)
  expect(texts()).toEqual(['Deleted'])

  notices.release()
  vi.advanceTimersByTime(NOTICE_MS)
  expect(texts()).toEqual([])
})

it('lets a notice that comes while the user looks at one stay for its whole time too', () => {
  vi.useFakeTimers()
  const { notices, texts } = runWithNotices(() => undefined)
  notices.hold()
  notices.tell({ text: 'Deleted' })
  vi.advanceTimersByTime(10 * NOTICE_MS)
  expect(texts()).toEqual(['Deleted'])

  notices.release()
  vi.advanceTimersByTime(NOTICE_MS)
  expect(texts()).toEqual([])
})

it('replaces a notice by another, and removes that one after its own time', () => {
  vi.useFakeTimers()
  const { notices, texts } = runWithNotices(() => undefined)
  const id = notices.tell({ text: 'one' })
  notices.tell({ text: 'two' })
  vi.advanceTimersByTime(NOTICE_MS - 1)

  expect(notices.tell({ text: 'one and a half' }, id)).toBe(id)
  expect(texts()).toEqual(['one and a half', 'two'])

  vi.advanceTimersByTime(1)
  expect(texts()).toEqual(['one and a half'])
})

it('adds a notice whose place is taken by nothing any more', () => {
  const { notices, texts } = runWithNotices(() => undefined)
  const id = notices.tell({ text: 'one' })
  notices.dismiss(id)

  notices.tell({ text: 'two' }, id)

  expect(texts()).toEqual(['two'])
})

it('shows three at once, and dismisses the oldest', () => {
  const { notices, texts } = runWithNotices(() => undefined)

  for (const text of ['one', 'two', 'three', 'four']) notices.tell({ text })

  expect(texts()).toEqual(['two', 'three', 'four'])
})

it('lets no notice give way while the user looks at one', () => {
  const { notices, texts } = runWithNotices(() => undefined)
  const tell = (said: string) => notices.tell({ text: said })
  ;['1', '2', '3'].forEach(tell)

  notices.hold()
  ;['4', '5'].forEach(tell)
  expect(texts()).toEqual(['1', '2', '3', '4', '5'])

  notices.release()
  expect(texts()).toEqual(['3', '4', '5'])
})

it('tells why an attempt failed', async () => {
  const { notices, texts } = runWithNotices(() => undefined)

  const done = await notices.attempt('It could not be saved', async () => {
    throw new Error('the disk is full')
  })

  expect([done, texts()]).toEqual([false, ['It could not be saved: the disk is full']])
})

it('shows nothing about an attempt that succeeded', async () => {
  const { notices, texts } = runWithNotices(() => undefined)

  expect([await notices.attempt('Saving', async () => {}), texts()]).toEqual([true, []])
})

it('throws if no component around it shows notices', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})

  expect(() => runComposable(useNotices)).toThrow('no notices')
})
