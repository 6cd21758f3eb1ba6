import { useCopy } from './use-copy'

/** Copies a text for the row that has the focus, and shows a notice. */
export function useCopyText(tell: (text: string) => void) {
  const { copied, copy } = useCopy()

  return async (text: string, what: string): Promise<void> => {
    const near = document.activeElement
    if (!(near instanceof HTMLElement) || near === document.body) return
    await copy(text, near)
    tell(copied.value === 'failed' ? `Could not copy the ${what}` : `Copied the ${what}`)
  }
}
