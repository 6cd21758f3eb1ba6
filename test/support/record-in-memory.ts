import { ActivityRecord } from '../../src/main/activity/activity-record'
import type { ActivityEntry } from '../../src/shared/activity'
import { entriesPart } from './entries-part'

/** A record that keeps its entries in memory, all of the same time. */
export function recordInMemory(at: number): ActivityRecord {
  const kept: { entry: ActivityEntry; detail: string | undefined }[] = []
  let ids = 0
  return new ActivityRecord({
    now: () => at,
    newId: () => `kept-${++ids}`,
    failed: (error) => {
      throw error
    },
    entries: {
      isOpen: () => true,
      add: (entry, detail) => void kept.unshift({ entry, detail }),
      list: () => kept.map(({ entry }) => entry),
      listPart: (...part) =>
        entriesPart(
          kept.map(({ entry }) => entry),
          ...part,
        ),
      detail: (id) => kept.find(({ entry }) => entry.id === id)?.detail ?? null,
    },
  })
}
