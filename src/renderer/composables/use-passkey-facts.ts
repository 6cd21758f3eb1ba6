import { computed, type ComputedRef } from 'vue'
import type { PasskeyFacts } from '../../shared/passkey'
import { useLoaded } from '../inspector/use-loaded'
import { mainApi } from '../main-api'

export interface ShownFacts {
  /** The facts of the previous passkey until the new ones arrive, so that the layout does not jump. */
  readonly facts: ComputedRef<PasskeyFacts | undefined>
  readonly isStale: ComputedRef<boolean>
  readonly failure: ComputedRef<string | undefined>
  readonly reload: () => void
}

/** The facts about a passkey that the list does not have. They are read when the details open. */
export function usePasskeyFacts(id: () => string): ShownFacts {
  // The passkey may change while its id, and so its facts, stay.
  const current = computed(id)
  const { loaded, reload } = useLoaded(
    async () => ({ id: current.value, facts: await mainApi.passkeyFacts(current.value) }),
    { keeps: true },
  )
  const read = computed(() => (loaded.value.state === 'ready' ? loaded.value.value : undefined))
  return {
    facts: computed(() => read.value?.facts),
    isStale: computed(() => read.value !== undefined && read.value.id !== current.value),
    failure: computed(() => (loaded.value.state === 'failed' ? loaded.value.message : undefined)),
    reload,
  }
}
