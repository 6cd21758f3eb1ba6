import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'

/** Debounces the value: follows it once it has not changed for `ms` milliseconds. */
export function useDebounced<T>(value: () => T, ms: number): Readonly<Ref<T>> {
  const settled = shallowRef(value())
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(value, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (settled.value = now), ms)
  })
  onScopeDispose(() => clearTimeout(timer))
  return settled
}
