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
  const { filter, search, rows, undoneAt } = useActivityBrowsing(entries)

  filter.value = 'signals'
  search.value = 'names'

  expect(rows.value.map(({ entry }) => entry.id)).toEqual(['signal'])
  expect([...undoneAt.value]).toEqual([['signal', 9]])
})
