import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

interface BoxSize {
  readonly width: number
  readonly height: number
}

/** The size of an element with its padding and border, in CSS pixels; undefined before it is drawn. */
export function useBoxSize(
  element: () => Element | null | undefined,
): Readonly<ShallowRef<BoxSize | undefined>> {
  const size = shallowRef<BoxSize>()
  const observer = new ResizeObserver(([entry]) => {
    const [box] = entry?.borderBoxSize ?? []
    if (box !== undefined) size.value = { width: box.inlineSize, height: box.blockSize }
  })
  watch(
    element,
    (now) => {
      observer.disconnect()
      if (now) observer.observe(now)
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => observer.disconnect())
  return size
}
