/** Finds visible faults of the window in a real browser. */
import type { RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import type { Size } from './preview-page'
import { crossingTexts } from './text-geometry'

type Scheme = 'light' | 'dark'

/** A size of the window, and the colour schemes in which axe looks at it. */
export interface Layout {
  readonly size: Size
  readonly schemes: readonly Scheme[]
}

export const DESKTOP: Size = { width: 1080, height: 720 }
/** The size of a 1080 × 720 window at 200 %, in CSS pixels. */
export const DOUBLED: Size = { width: 540, height: 360 }
export const NARROW: Size = { width: 360, height: 640 }

export const LAYOUTS: readonly Layout[] = [
  { size: DESKTOP, schemes: ['light', 'dark'] },
  { size: NARROW, schemes: ['light', 'dark'] },
  // Has the narrow window's elements, in another size.
  { size: DOUBLED, schemes: [] },
  // From 920 px on, the details are beside the list, which has the least room at this width.
  { size: { width: 921, height: 720 }, schemes: [] },
  { size: { width: 960, height: 720 }, schemes: [] },
  { size: { width: 1600, height: 1000 }, schemes: [] },
]

/** The findings of axe, one line for each node. */
export async function violations(page: Page, rules: RunOptions = {}): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    // A context menu is not inside a landmark either.
    const regionMatcher = 'dialog, [role=dialog], [role=alertdialog], [role=menu], svg'
    axe.configure({ checks: [{ id: 'region', options: { regionMatcher } }] })
    // Without selectors, which take a third of the time: a fault is shown by its HTML.
    const options: RunOptions = { resultTypes: ['violations'], selectors: false, ...rules }
    const { violations } = await axe.run(document, options)
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }, rules)
}

/** A second colour scheme changes only the results of these rules. */
const ofColour: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}

/** Visible faults, in each layout. */
export async function faults(page: Page, shown: readonly Layout[]): Promise<string[]> {
  const found: string[] = []
  for (const { size, schemes } of shown) {
    await page.setViewportSize(size)
    await page.evaluate(twoFrames)
    const here = [
      ...(await overflows(page)),
      ...(await coveredControls(page)),
      ...(await crossingTexts(page)),
    ]
    for (const [index, colorScheme] of schemes.entries()) {
      await page.emulateMedia({ colorScheme })
      const broken = await violations(page, index === 0 ? {} : ofColour)
      here.push(...broken.map((fault) => `${colorScheme}: ${fault}`))
    }
    found.push(...here.map((fault) => `${size.width} × ${size.height}: ${fault}`))
  }
  return found
}

/** In the page: waits until the changes of a new size are drawn. */
async function twoFrames(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
}

/** Controls that a mouse cannot press, at their centre and near their corners, wherever the view is scrolled to. */
async function coveredControls(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const isPressed = (control: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y)
      return control.contains(hit) || hit?.closest('label')?.contains(control)
    }
    const isReached = (control: Element) => {
      const [box] = control.getClientRects()
      if (box === undefined) return true
      // A round corner is not part of its control.
      const inset = 1 + 0.15 * Math.min(box.width, box.height)
      const [left, right] = [box.left + inset, box.right - inset]
      const [top, bottom] = [box.top + inset, box.bottom - inset]
      const centre = [(left + right) / 2, (top + bottom) / 2] as const
      const corners = [left, right].flatMap((x) => [top, bottom].map((y) => [x, y] as const))
      return [centre, ...corners].every(([x, y]) => isPressed(control, x, y))
    }
    /** A list draws other rows, and another heading at its top, in the frame after it was scrolled. */
    const isReachedSomewhere = async (control: Element) => {
      if (isReached(control)) return true
      for (const block of ['nearest', 'center', 'start'] as const) {
        control.scrollIntoView({ block })
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
        if (isReached(control)) return true
      }
      return false
    }

    const scrolled = Array.from(
      document.querySelectorAll('*'),
      (one) => [one, one.scrollTop] as const,
    )
    // A modal dialog and a menu cover everything else on purpose, even notices.
    const reachable =
      document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') ?? document
    const controls = reachable.querySelectorAll<HTMLElement>(
      'button, a[href], input, [role=switch], [role=menuitem]',
    )
    const shown = Array.from(controls)
      .filter(
        (control) => control.closest('[inert], [aria-hidden=true], .visually-hidden') === null,
      )
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
    const covered: string[] = []
    for (const control of shown)
      if (!(await isReachedSomewhere(control)))
        covered.push(`covered: ${control.outerHTML.slice(0, 160)}`)
    for (const [one, top] of scrolled) one.scrollTop = top
    return covered
  })
}

/** Elements that extend beyond a side of the window, and are not inside an element that scrolls. */
export async function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement
    const wide = scrollWidth > innerWidth ? [`document: ${scrollWidth}`] : []
    const clipped = (element: Element) => {
      for (let above = element.parentElement; above !== null; above = above.parentElement) {
        if (getComputedStyle(above).overflowX !== 'visible') return above !== document.body
      }
      return false
    }
    const cut = Array.from(document.querySelectorAll<HTMLElement>('#app *, [role$=dialog] *'))
      .filter((element) => !element.closest('.visually-hidden'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 0 && (left < -1 || right > innerWidth + 1) && !clipped(element)
      })
      .map((element) => element.outerHTML.slice(0, 120))
    const scrolling = Array.from(
      document.querySelectorAll('main, main *, [role$=dialog], [role$=dialog] *'),
    )
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY))
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `scrolls sideways: ${element.className}`)
    return [...wide, ...cut, ...scrolling]
  })
}

/** In forced colours: marks of a state whose fill and border both lack the text's colour. */
export async function unseenMarks(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const isSeen = ({ backgroundColor, borderTopColor, borderTopWidth }: CSSStyleDeclaration) => {
      const canvas = getComputedStyle(document.documentElement).backgroundColor
      return (
        (backgroundColor !== canvas && !backgroundColor.endsWith(', 0)')) ||
        (borderTopWidth !== '0px' && borderTopColor !== canvas)
      )
    }
    return Array.from(document.querySelectorAll(selector))
      .filter((one) => {
        const dot = getComputedStyle(one, '::before')
        return !isSeen(dot.content === 'none' ? getComputedStyle(one) : dot)
      })
      .map((one) => one.className)
  }, selector)
}
