import { computed, inject, provide, type InjectionKey, type Ref } from 'vue'
import type { PasskeySummary, TrashedPasskeySummary } from '../../shared/passkey'

export interface PasskeyPlaces {
  /** undefined: it is no more. */
  readonly placeOf: (id: string) => 'passkeys' | 'trash' | undefined
  /** Shows it where it is. */
  readonly open: (id: string) => void
}

const key: InjectionKey<PasskeyPlaces> = Symbol('places of passkeys')

/** Lets everything below lead to a passkey, in the list or in the trash. */
export function providePasskeyPlaces(
  passkeys: Readonly<Ref<readonly PasskeySummary[]>>,
  trash: Readonly<Ref<readonly TrashedPasskeySummary[]>>,
  open: PasskeyPlaces['open'],
): PasskeyPlaces {
  const kept = computed(() => new Set(passkeys.value.map(({ id }) => id)))
  const trashed = computed(() => new Set(trash.value.map(({ passkey }) => passkey.id)))
  const places: PasskeyPlaces = {
    placeOf: (id) => {
      if (kept.value.has(id)) return 'passkeys'
      return trashed.value.has(id) ? 'trash' : undefined
    },
    open,
  }
  provide(key, places)
  return places
}

/** Where nobody knows of places, there are none. */
export function usePasskeyPlaces(): PasskeyPlaces {
  return inject(key, { placeOf: () => undefined, open: () => undefined })
}
