import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** The time in milliseconds since the Unix epoch, updated every `everyMs`. */
export function useNow(everyMs = 15_000): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, everyMs)
  onScopeDispose(() => clearInterval(timer))
  return readonly(now)
}
