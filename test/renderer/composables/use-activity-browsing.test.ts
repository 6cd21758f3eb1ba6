// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { useActivityBrowsing } from '../../../src/renderer/composables/use-activity-browsing'
import type { ActivityRow } from '../../../src/renderer/support/activity-rows'
import { activityEntry, renameEntry } from '../../support/window-data'

const idsOf = (rows: readonly ActivityRow[]) =>
  rows.flatMap((row) => (row.type === 'entry' ? [row.entry.id] : []))

it('lists the entries that filter and search find, and when signals were undone', () => {
  const entries = shallowRef([
    activityEntry({ id: 'undo', kind: 'undo', undoes: 'signal', at: 9 }),
    renameEntry({ id: 'signal', at: 8 }),
    activityEntry({ id: 'get', at: 7 }),
  ])
  const { filter, search, rows, undoneAt } = useActivityBrowsing(entries)

  filter.value = 'signals'
  search.value = 'names'

  expect(idsOf(rows.value)).toEqual(['signal'])
  expect([...undoneAt.value]).toEqual([['signal', 9]])
})

it('lists the entries of one page, and everything again when the filters are cleared', () => {
  const entries = shallowRef([
    activityEntry({ id: 'a', origin: 'https://b.example' }),
    activityEntry({ id: 'b', origin: 'https://a.example' }),
    activityEntry({ id: 'c', origin: null }),
  ])
  const { page, pages, rows, clear } = useActivityBrowsing(entries)
  expect(pages.value).toEqual(['https://a.example', 'https://b.example'])

  page.value = 'https://a.example'
  expect(idsOf(rows.value)).toEqual(['b'])
  clear()
  expect(idsOf(rows.value)).toHaveLength(3)
})

it('keeps an entry open that a filter hides', () => {
  const entries = shallowRef([activityEntry({ id: 'a' })])
  const { filter, selectedId, selected } = useActivityBrowsing(entries)
  selectedId.value = 'a'

  filter.value = 'signals'

  expect(selected.value?.id).toBe('a')
})
