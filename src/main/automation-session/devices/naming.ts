/** Adds the name of a device to events and entries. A session with one device needs no names. */
import type { AutomationEvent } from '../../../shared/session-event'
import type { CoreParts } from '../../start/compose'

type EntryStore = CoreParts['entries']

/** @param device undefined leaves the event unchanged. */
export function onDevice(event: AutomationEvent, device: string | undefined): AutomationEvent {
  return device === undefined ? event : { device, ...event }
}

/** @param device the active device; undefined leaves the entry unchanged. */
export function entriesNamingDevice(
  entries: EntryStore,
  device: () => string | undefined,
): EntryStore {
  return {
    isOpen: () => entries.isOpen(),
    add: (entry, detail) => {
      const name = device()
      entries.add(name === undefined ? entry : { device: name, ...entry }, detail)
    },
    list: () => entries.list(),
    listPart: (count, older) => entries.listPart(count, older),
    detail: (entryId) => entries.detail(entryId),
  }
}
