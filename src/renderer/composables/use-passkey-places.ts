import { computed, inject, provide, ref, type InjectionKey, type Ref } from 'vue'
import type { PasskeySummary, TrashedPasskeySummary } from '../../shared/passkey'

export type PasskeyPlace = 'passkeys' | 'trash'

export interface PasskeyPlaces {
  /** Where a passkey is; undefined when it no longer exists. */
  readonly placeOf: (id: string) => PasskeyPlace | undefined
  readonly open: (id: string) => void
  /** Deleted passkeys, newest first. */
  readonly trash: Readonly<Ref<readonly TrashedPasskeySummary[]>>
}

const key: InjectionKey<PasskeyPlaces> = Symbol('places of passkeys')

/** Lets every component below link to a passkey, in the list or in the trash. */
export function providePasskeyPlaces(
  passkeys: Readonly<Ref<readonly PasskeySummary[]>>,
  trash: Readonly<Ref<readonly TrashedPasskeySummary[]>>,
  open: (id: string, place: PasskeyPlace) => void,
): void {
  const inList = computed(() => new Set(passkeys.value.map(({ id }) => id)))
  const inTrash = computed(() => new Set(trash.value.map(({ passkey }) => passkey.id)))

  function placeOf(id: string): PasskeyPlace | undefined {
    if (inList.value.has(id)) return 'passkeys'
    return inTrash.value.has(id) ? 'trash' : undefined
  }

  provide(key, {
    placeOf,
    open: (id) => {
      const place = placeOf(id)
      if (place !== undefined) open(id, place)
    },
    trash,
  })
}

/** Without a vault around the component there are no passkeys to link to. */
export function usePasskeyPlaces(): PasskeyPlaces {
  return inject(key, { placeOf: () => undefined, open: () => undefined, trash: ref([]) })
}
