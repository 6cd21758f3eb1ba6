/** The items that the palette finds. */
import { searchable, searchWords } from './search-text'

export interface PaletteItem {
  /** Unique among all items. */
  readonly id: string
  readonly label: string
  /** Shown beside the label, to tell items with the same label apart. */
  readonly detail?: string
  /** In the form that a person reads, such as `Ctrl+K`. */
  readonly shortcut?: string
  readonly run: () => void
}

export interface PaletteGroup {
  readonly title: string
  readonly items: readonly PaletteItem[]
}

/** More items of one kind would push the other kinds out of sight. */
const MOST_OF_A_GROUP = 8

/** The items that contain every word of the search, first those that begin with it. Leaves out groups without such an item. */
export function paletteMatches(groups: readonly PaletteGroup[], search: string): PaletteGroup[] {
  const words = searchWords(search)
  return groups.flatMap(({ title, items }) => {
    const found = bestOf(items, words)
    return found.length > 0 ? [{ title, items: found }] : []
  })
}

function bestOf(items: readonly PaletteItem[], words: readonly string[]): PaletteItem[] {
  const [first] = words
  if (first === undefined) return items.slice(0, MOST_OF_A_GROUP)
  const beginning: PaletteItem[] = []
  const others: PaletteItem[] = []
  for (const item of items) {
    const text = textOf(item)
    if (!words.every((word) => text.includes(word))) continue
    const place = text.startsWith(first) ? beginning : others
    if (place.length < MOST_OF_A_GROUP) place.push(item)
  }
  return [...beginning, ...others].slice(0, MOST_OF_A_GROUP)
}

const texts = new WeakMap<PaletteItem, string>()

function textOf(item: PaletteItem): string {
  const known = texts.get(item)
  if (known !== undefined) return known
  const text = searchable([item.label, item.detail ?? ''])
  texts.set(item, text)
  return text
}
