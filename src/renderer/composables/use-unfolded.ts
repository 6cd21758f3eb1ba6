import { shallowRef, watch } from 'vue'

/** The entries that the user unfolded in a list. If a list arrives with a single entry, that entry is unfolded. */
export function useUnfolded(keys: () => readonly string[]) {
  const chosen = shallowRef<ReadonlyMap<string, boolean>>(new Map())

  // An entry stays as it is when others arrive.
  watch(
    keys,
    (all) => {
      const fresh = all.filter((key) => !chosen.value.has(key))
      if (fresh.length === 0) return
      const first = fresh.map((key) => [key, all.length === 1] as const)
      chosen.value = new Map([...chosen.value, ...first])
    },
    { immediate: true },
  )

  function set(key: string, unfolded: boolean): void {
    chosen.value = new Map(chosen.value).set(key, unfolded)
  }

  return {
    isUnfolded: (key: string): boolean => chosen.value.get(key) ?? false,
    unfold: (key: string) => set(key, true),
    toggle: (key: string) => set(key, chosen.value.get(key) !== true),
  }
}
