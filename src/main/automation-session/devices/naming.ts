/** The name of a device beside what happened there. A session with one device needs no names. */
import type { AutomationEvent } from '../../../shared/session-event'
import type { CoreParts } from '../../start/compose'

type EntryStore = CoreParts['entries']

/** @param device undefined: the event is told as it is. */
export function onDevice(event: AutomationEvent, device: string | undefined): AutomationEvent {
  return device === undefined ? event : { device, ...event }
}

/** @param device the device in use; undefined: the entry is kept as it is. */
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
