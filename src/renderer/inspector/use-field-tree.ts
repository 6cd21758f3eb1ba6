import { computed, nextTick, ref, watch } from 'vue'
import type { Field } from '../../inspect/decode/field'
import { keyAfter } from '../support/list-keys'
import { fieldRows, rowAt, type FieldRow } from './field-rows'

/** Which field of a byte string is marked, and how the keyboard moves through the fields. */
export function useFieldTree(
  fields: () => readonly Field[],
  /** The names of the fields whose parts are closed at first. */
  closedNames: () => readonly string[],
  focus: (key: string) => void,
) {
  const closed = ref<ReadonlySet<string>>(new Set())
  const active = ref<string>()
  const hovered = ref<string>()

  watch(
    fields,
    (now) => {
      active.value = undefined
      hovered.value = undefined
      const names = closedNames()
      const toClose = fieldRows(now, new Set()).filter(({ field }) => names.includes(field.name))
      closed.value = new Set(toClose.map(({ key }) => key))
    },
    { immediate: true },
  )

  const rows = computed(() => fieldRows(fields(), closed.value))
  const rowOf = (key: string | undefined) => rows.value.find((row) => row.key === key)
  const tabStop = computed(() => rowOf(active.value)?.key ?? rows.value[0]?.key)
  /** The field whose bytes are marked. */
  const marked = computed(() => (rowOf(hovered.value) ?? rowOf(active.value))?.field)
  const markedKey = computed(() => rowOf(hovered.value)?.key ?? rowOf(active.value)?.key)

  function isOpen(key: string): boolean {
    return !closed.value.has(key)
  }

  function toggle(key: string, open = !isOpen(key)): void {
    const next = new Set(closed.value)
    if (open) next.delete(key)
    else next.add(key)
    closed.value = next
  }

  async function goTo(key: string | null | undefined): Promise<void> {
    if (key == null) return
    active.value = key
    await nextTick()
    focus(key)
  }

  /** Returns whether the key was handled. */
  function onKey(pressed: string, { key, field, parent }: FieldRow): boolean {
    const keys = rows.value.map((row) => row.key)
    const next = keyAfter(pressed, keys, key)
    if (next !== undefined) void goTo(next)
    else if (pressed === 'ArrowRight' && field.parts.length > 0) {
      if (isOpen(key)) void goTo(`${key}/0`)
      else toggle(key, true)
    } else if (pressed === 'ArrowLeft') {
      if (field.parts.length > 0 && isOpen(key)) toggle(key, false)
      else void goTo(parent)
    } else return false
    return true
  }

  /** Marks the field that has the byte. */
  function hoverByte(offset: number | undefined): void {
    hovered.value = offset === undefined ? undefined : rowAt(rows.value, offset)?.key
  }

  return {
    rows,
    active,
    hovered,
    tabStop,
    marked,
    markedKey,
    isOpen,
    toggle,
    goTo,
    onKey,
    hoverByte,
  }
}
