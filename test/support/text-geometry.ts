/** Checks in a real browser that the texts of one row do not overlap. */
import type { Page } from 'playwright-core'

/** Texts in rows that overlap another cell or another text, or that are cut without an ellipsis. */
export async function crossingTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Box {
      left: number
      right: number
      top: number
      bottom: number
    }
    interface Text extends Box {
      readonly node: Node
      readonly cell: Element
    }
    const SLACK = 1.5

    /** The painted part of a text; undefined if none is painted. `cut`: it ends at a border, without an ellipsis. */
    function painted(node: Node, row: Element): (Box & { cut: boolean }) | undefined {
      const range = document.createRange()
      range.selectNodeContents(node)
      const all = range.getBoundingClientRect()
      const box = { left: all.left, right: all.right, top: all.top, bottom: all.bottom, cut: false }
      for (let at = node.parentElement; at !== null; at = at.parentElement) {
        const style = getComputedStyle(at)
        if (style.clipPath !== 'none' || style.opacity === '0') return undefined
        if (style.overflowX !== 'visible') {
          const { left, right } = at.getBoundingClientRect()
          const isCut = box.right > right + SLACK || box.left < left - SLACK
          if (isCut && style.textOverflow !== 'ellipsis') box.cut = true
          box.left = Math.max(box.left, left)
          box.right = Math.min(box.right, right)
        }
        // Lines beyond a clamp.
        if (style.overflowY !== 'visible') {
          const { top, bottom } = at.getBoundingClientRect()
          box.top = Math.max(box.top, top)
          box.bottom = Math.min(box.bottom, bottom)
        }
        if (at === row) break
      }
      return box.right - box.left > 1 && box.bottom - box.top > 1 ? box : undefined
    }

    const found: string[] = []
    const said = ({ node }: Text) => (node.textContent ?? '').trim().slice(0, 60)
    for (const row of document.querySelectorAll('[role=row]')) {
      if (!row.checkVisibility({ visibilityProperty: true })) continue
      const texts: Text[] = []
      for (const cell of row.querySelectorAll('[role=gridcell]')) {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          if ((node.textContent ?? '').trim() === '') continue
          const box = painted(node, row)
          if (box === undefined) continue
          const text = { node, cell, ...box }
          texts.push(text)
          const { left, right } = cell.getBoundingClientRect()
          if (box.right > right + SLACK || box.left < left - SLACK)
            found.push(`leaves its cell: ${said(text)}`)
          if (box.cut) found.push(`cut: ${said(text)}`)
        }
      }
      texts.forEach((one, index) => {
        for (const other of texts.slice(index + 1)) {
          const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
          const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
          if (width > SLACK && height > 4)
            found.push(`over each other: ${said(one)} | ${said(other)}`)
        }
      })
    }
    return found
  })
}
