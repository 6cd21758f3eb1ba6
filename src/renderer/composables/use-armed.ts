import { onMounted, onScopeDispose, readonly, ref, type Ref } from 'vue'

export interface ArmedOptions {
  /** Milliseconds for which a click or key press that was meant for something else comes to nothing. */
  readonly delayMs: number
  /** Also disarm while another window has the focus; the delay then begins anew. */
  readonly whileFocused?: boolean
}

/** Whether an approving button works yet: some time after it appeared, and not under a stray click. */
export function useArmed({ delayMs, whileFocused = false }: ArmedOptions) {
  const armed = ref(false)
  const focused = ref(true)
  let timer: ReturnType<typeof setTimeout> | undefined

  function disarm(): void {
    clearTimeout(timer)
    armed.value = false
    focused.value = !whileFocused || document.hasFocus()
  }
  function arm(): void {
    disarm()
    if (!focused.value) return
    timer = setTimeout(() => {
      armed.value = true
    }, delayMs)
  }

  onMounted(() => {
    arm()
    if (!whileFocused) return
    window.addEventListener('focus', arm)
    window.addEventListener('blur', disarm)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('focus', arm)
    window.removeEventListener('blur', disarm)
  })

  return { armed: readonly(armed) as Readonly<Ref<boolean>>, focused: readonly(focused) }
}
