import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Whether a media query matches. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const list = window.matchMedia(query)
  const holds = ref(list.matches)
  const onChange = (): void => {
    holds.value = list.matches
  }
  list.addEventListener('change', onChange)
  onScopeDispose(() => list.removeEventListener('change', onChange))
  return readonly(holds)
}
