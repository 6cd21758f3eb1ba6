import { computed, ref, watch, type Ref } from 'vue'
import type { PasskeySummary } from '../../shared/passkey'
import { listItems, passkeyIds } from '../support/list-items'

/** What the user searches for and has open in the list of passkeys. It outlives the view. */
export function usePasskeyBrowsing(passkeys: Readonly<Ref<readonly PasskeySummary[]>>) {
  const search = ref('')
  const hiddenOpen = ref(true)
  const selectedId = ref<string>()

  const items = computed(() =>
    listItems(passkeys.value, { search: search.value, hiddenOpen: hiddenOpen.value }),
  )
  const ids = computed(() => passkeyIds(items.value))
  const selected = computed(() => passkeys.value.find(({ id }) => id === selectedId.value))

  // The details must not open by themselves when a passkey returns.
  watch(selected, (now) => {
    if (now === undefined) selectedId.value = undefined
  })

  return { search, hiddenOpen, selectedId, items, ids, selected }
}
