import { onScopeDispose, ref } from 'vue'

/** How long a button shows the result. */
const SAID_MS = 2000

/** Copies text, with or without the permission for the clipboard. */
export function useCopy() {
  const copied = ref<'no' | 'yes' | 'failed'>('no')
  let timer: ReturnType<typeof setTimeout> | undefined

  async function copy(text: string, near: HTMLElement): Promise<void> {
    const done = copyBySelection(text, near) || (await copyByClipboard(text))
    copied.value = done ? 'yes' : 'failed'
    clearTimeout(timer)
    timer = setTimeout(() => {
      copied.value = 'no'
    }, SAID_MS)
  }

  onScopeDispose(() => clearTimeout(timer))
  return { copied, copy }
}

/**
 * `execCommand` needs a user gesture but no permission, and Latchkey's window grants no permissions. The field
 * is beside the button, because a dialog takes the focus back from any place outside.
 */
function copyBySelection(text: string, near: HTMLElement): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'visually-hidden'
  near.after(field)
  field.focus({ preventScroll: true })
  field.select()
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- see above
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    near.focus()
  }
}

async function copyByClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
