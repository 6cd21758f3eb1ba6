/** A ceremony of Activity, opened in the whole window over a main process in memory. */
import { expect, vi } from 'vitest'
import type { ActivityEntry } from '../../src/shared/activity'
import type { CeremonyDetail } from '../../src/shared/ceremony-detail'
import { ceremonyDetail } from './ceremony-details'
import type { FakeMain } from './fake-main'
import type { FakeMainState } from './fake-main-state'
import { mountWindow } from './mounted-window'
import { activityEntry } from './window-data'
import { click, find, goTo, settle, text } from './window-parts'

export const panel = () => text(find('[role=tabpanel]'))
export const tabs = () => Array.from(document.querySelectorAll('[role=tab]'), (one) => text(one))

/** Opens an entry with its detail, and shows one of its tabs. */
export async function open(
  tab: string | null,
  detail: Partial<CeremonyDetail> = {},
  entry: Partial<ActivityEntry> = {},
  state: Partial<FakeMainState> = {},
): Promise<FakeMain> {
  const kept = ceremonyDetail(detail)
  const fake = await mountWindow({
    activity: [activityEntry({ kind: kept.kind, ...entry })],
    details: [kept],
    ...state,
  })
  await goTo('Activity')
  await click(find('[data-entry-id]'))
  if (tab !== null) await show(tab)
  return fake
}

export async function show(tab: string): Promise<void> {
  await click(find(`[data-tab=${tab}]`))
  // The tools are loaded with the first ceremony that is opened.
  await vi.dynamicImportSettled()
  await vi.waitFor(async () => {
    await settle()
    expect(panel()).not.toBe('')
  })
}

export async function chooseIn(select: HTMLSelectElement, index: number): Promise<void> {
  select.selectedIndex = index
  select.dispatchEvent(new Event('change'))
  // The tools are loaded with the first ceremony that is read.
  await vi.dynamicImportSettled()
  await settle()
}
