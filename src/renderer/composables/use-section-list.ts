import { onMounted, ref, shallowRef, type Ref } from 'vue'

export interface Section {
  readonly title: string
  readonly heading: HTMLElement
}

/** How far below the top of the view a heading may be to count as the one that is read, in CSS pixels. */
const READING_PX = 96

/** The sections of a long view, by their headings: which one is read, and a way to each. */
export function useSectionList(scroller: Readonly<Ref<HTMLElement | null>>) {
  const sections = shallowRef<readonly Section[]>([])
  const current = ref(0)

  onMounted(() => {
    const headings = scroller.value?.querySelectorAll<HTMLElement>('h2') ?? []
    sections.value = Array.from(headings, (heading) => ({
      title: heading.textContent.trim(),
      heading,
    }))
  })

  /** Call it when the view is scrolled. */
  function scrolled(): void {
    const view = scroller.value
    if (!view) return
    const limit = view.getBoundingClientRect().top + READING_PX
    const isAtEnd =
      view.scrollTop > 0 && view.scrollTop + view.clientHeight >= view.scrollHeight - 1
    const read = sections.value.filter(
      ({ heading }) => heading.getBoundingClientRect().top <= limit,
    ).length
    current.value = isAtEnd ? sections.value.length - 1 : Math.max(0, read - 1)
  }

  function show(index: number): void {
    const heading = sections.value[index]?.heading
    if (!heading) return
    heading.tabIndex = -1
    heading.scrollIntoView({ block: 'start' })
    heading.focus({ preventScroll: true })
    current.value = index
  }

  return { sections, current, scrolled, show }
}
