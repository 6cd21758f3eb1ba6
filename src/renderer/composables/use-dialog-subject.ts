import { computed, shallowRef, watch } from 'vue'

/**
 * A dialog and its subject. When the subject goes, the dialog closes; it stays closed when the subject returns.
 *
 * @param find the subject as it is now; undefined when it has gone.
 * @param onGone called after the subject went.
 */
export function useDialogSubject<Asked, Subject>(
  find: (asked: Asked) => Subject | undefined,
  onGone: () => void,
) {
  const asked = shallowRef<Asked>()
  const subject = computed(() => (asked.value === undefined ? undefined : find(asked.value)))

  function close(): void {
    asked.value = undefined
  }

  watch(subject, (now) => {
    if (asked.value === undefined || now !== undefined) return
    close()
    onGone()
  })

  return { asked, subject, close }
}
