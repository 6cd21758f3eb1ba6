import { nextTick, onMounted, watch, type Ref } from 'vue'

/**
 * Scrolls to a heading and focuses it each time `asked` rises.
 *
 * @param asked 0 while the heading was never asked for.
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
