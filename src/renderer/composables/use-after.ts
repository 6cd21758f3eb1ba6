import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Becomes true after `ms`. */
export function useAfter(ms: number): Readonly<Ref<boolean>> {
  const over = ref(false)
  const timer = setTimeout(() => {
    over.value = true
  }, ms)
  onScopeDispose(() => clearTimeout(timer))
  return readonly(over)
}
