import { computed, ref, shallowRef } from 'vue'
import type { AuditBrowser, AuditChoice } from '../../shared/audit'
import type { FaultPlace } from '../../shared/fault'
import { profileIds, type ProfileId } from '../../shared/provider-profile'
import {
  chosenFaults,
  countRows,
  faultPlaces,
  severities,
  type Severity,
} from '../support/audit-words'

/** What the next audit tries. By default everything. */
export function useAuditChoice() {
  /** undefined: the file that was chosen last. */
  const fileId = ref<string>()
  const chosenSeverities = shallowRef<readonly Severity[]>(severities)
  const chosenPlaces = shallowRef<readonly FaultPlace[]>(faultPlaces)
  const profiles = shallowRef<readonly ProfileId[]>(profileIds)
  const browser = ref<AuditBrowser>('chromium')

  /** By the id of the file: the choice of the last audit, which the user may have changed since. */
  const started = new Map<string, AuditChoice>()

  const faults = computed(() => chosenFaults(chosenSeverities.value, chosenPlaces.value))
  const rows = computed(() => countRows(faults.value, profiles.value.length))
  const choice = computed<AuditChoice>(() => ({
    faults: faults.value.map(({ id }) => id),
    profiles: profiles.value,
    browser: browser.value,
  }))

  return {
    fileId,
    chosenSeverities,
    chosenPlaces,
    profiles,
    browser,
    faults,
    rows,
    choice,
    started,
  }
}
