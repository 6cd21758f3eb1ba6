// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { useActivityBrowsing } from '../../../src/renderer/composables/use-activity-browsing'
import { activityEntry, renameEntry } from '../../support/window-data'

it('lists what filter and search find, and when signals were taken back', () => {
  const entries = shallowRef([
    activityEntry({ id: 'undo', kind: 'undo', undoes: 'signal', at: 9 }),
    renameEntry({ id: 'signal', at: 8 }),
    activityEntry({ id: 'get', at: 7 }),
  ])
  const { filter, search, found, undoneAt } = useActivityBrowsing(entries)

  filter.value = 'signals'
  search.value = 'names'

  expect(found.value.map(({ id }) => id)).toEqual(['signal'])
  expect([...undoneAt.value]).toEqual([['signal', 9]])
})

it('lists the entries of one page, and everything again when the filters are cleared', () => {
  const entries = shallowRef([
    activityEntry({ id: 'a', origin: 'https://b.example' }),
    activityEntry({ id: 'b', origin: 'https://a.example' }),
    activityEntry({ id: 'c', origin: null }),
  ])
  const { page, pages, found, clear } = useActivityBrowsing(entries)
  expect(pages.value).toEqual(['https://a.example', 'https://b.example'])

  page.value = 'https://a.example'
  expect(found.value.map(({ id }) => id)).toEqual(['b'])
  clear()
  expect(found.value).toHaveLength(3)
})

it('keeps an entry open that a filter hides', () => {
  const entries = shallowRef([activityEntry({ id: 'a' })])
  const { filter, selectedId, selected } = useActivityBrowsing(entries)
  selectedId.value = 'a'

  filter.value = 'signals'

  expect(selected.value?.id).toBe('a')
})
