import { onMounted, onScopeDispose, readonly, ref, type Ref } from 'vue'

export interface ArmedOptions {
  /** How long a click or key press that was meant for something else has no effect. */
  readonly delayMs: number
  /** Also disarms while another window has the focus. The delay then starts again. */
  readonly whileFocused?: boolean
}

/**
 * Whether an approving button works. It starts to work only some time after it appeared, so that a stray click does not
 * press it.
 */
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
