import { nextTick, onMounted, watch, type Ref } from 'vue'

/**
 * Brings a heading into view, with the focus, each time that it is asked for.
 *
 * @param asked rises with each time; 0: it was not.
 */
export function useRevealed(heading: Readonly<Ref<HTMLElement | null>>, asked: () => number): void {
  async function reveal(): Promise<void> {
    if (asked() === 0) return
    await nextTick()
    heading.value?.scrollIntoView({ block: 'start' })
    heading.value?.focus()
  }
  onMounted(reveal)
  watch(asked, reveal)
}
