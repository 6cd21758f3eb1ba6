import type { PasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { afterPaint } from '../support/after-paint'
import { changedPasskeys } from '../support/changed-passkeys'
import { withSharedTexts } from '../support/shared-texts'
import { useMainList } from './use-main-list'

/** The passkeys of the vault. Events carry small changes, so the list is not read again for each. */
export function usePasskeys() {
  const { list: passkeys, ...rest } = useMainList(readAll, 'passkeysChanged', {
    patched: (list, change) => change && changedPasskeys(list, change),
  })
  return { passkeys, ...rest }
}

/** Reads one part after another. */
async function readAll(
  begin: (first: readonly PasskeySummary[]) => void,
): Promise<readonly PasskeySummary[]> {
  let { passkeys, next } = await mainApi.listPasskeys()
  markOnce('passkeys arrived')
  if (next === null) return passkeys
  begin(passkeys)
  await afterPaint()
  const all = [...withSharedTexts(passkeys)]
  while (next !== null) {
    ;({ passkeys, next } = await mainApi.listPasskeys(next))
    all.push(...withSharedTexts(passkeys))
  }
  return all
}

/** For performance profiles of the window, and for `npm run bench -- window`. A mark for each read would fill the memory. */
function markOnce(name: string): void {
  if (performance.getEntriesByName(name).length === 0) performance.mark(name)
}
