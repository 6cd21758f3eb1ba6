import { onMounted, ref, shallowRef, type Ref } from 'vue'

export interface Section {
  readonly title: string
  readonly heading: HTMLElement
}

/** How far below the top of the view a heading may be to count as the current one, in CSS pixels. */
const READING_PX = 96

/** The sections of a long view, by their headings: which one is current, and how to scroll to each. */
export function useSectionList(scroller: Readonly<Ref<HTMLElement | null>>) {
  const sections = shallowRef<readonly Section[]>([])
  const current = ref(0)
  let asked: number | undefined

  onMounted(() => {
    const headings = scroller.value?.querySelectorAll<HTMLElement>('h2') ?? []
    sections.value = Array.from(headings, (heading) => ({
      title: heading.textContent.trim(),
      heading,
    }))
  })

  /** Call this when the view is scrolled. The section that the user chose stays current while its heading is in sight. */
  function scrolled(): void {
    const view = scroller.value
    if (!view) return
    const { top, bottom } = view.getBoundingClientRect()
    const tops = sections.value.map(({ heading }) => heading.getBoundingClientRect().top)
    const askedTop = asked === undefined ? undefined : tops[asked]
    // Scrolling rounds to whole pixels, and headings are at fractions of a pixel.
    if (askedTop !== undefined && askedTop > top - 1 && askedTop < bottom) return
    asked = undefined
    const isAtEnd =
      view.scrollTop > 0 && view.scrollTop + view.clientHeight >= view.scrollHeight - 1
    current.value = isAtEnd ? tops.length - 1 : lastRead(tops, top + READING_PX)
  }

  function show(index: number): void {
    const heading = sections.value[index]?.heading
    if (!heading) return
    heading.tabIndex = -1
    heading.scrollIntoView({ block: 'start' })
    heading.focus({ preventScroll: true })
    asked = index
    current.value = index
  }

  return { sections, current, scrolled, show }
}

/** The lowest heading above the limit. If several headings are beside each other, it is the first. */
function lastRead(tops: readonly number[], limit: number): number {
  const above = tops.filter((top) => top <= limit)
  return above.length === 0 ? 0 : tops.indexOf(Math.max(...above))
}
