/** One composable of the window over a main process in memory, and helpers to use what is shown. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { provideNotices, type Notices } from '../../src/renderer/composables/use-notices'
import { fakeMain, type FakeMain } from './fake-main'
import type { FakeMainState } from './fake-main-state'

const mounted: VueWrapper[] = []

/** Leaves the window as it was before the test. `clean-window.ts` calls this after each test. */
export function cleanWindow(): void {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
  document.body.innerHTML = ''
  vi.useRealTimers()
  vi.restoreAllMocks()
}

/** Unmounts a component when the test is over. */
export function unmountAfterwards(wrapper: VueWrapper): void {
  mounted.push(wrapper)
}

/** Puts a fake main process where preload puts the real one. */
export function installFakeMain(initial: Partial<FakeMainState> = {}): FakeMain {
  const fake = fakeMain(initial)
  Object.defineProperty(window, 'main', { value: fake.bridge, configurable: true })
  return fake
}

/** Runs a composable in a component of its own. */
export function runComposable<T>(composable: () => T): { result: T; unmount: () => void } {
  let result: T | undefined
  const wrapper = mount(
    defineComponent(() => {
      result = composable()
      return () => h('div')
    }),
  )
  unmountAfterwards(wrapper)
  return { result: result as T, unmount: () => wrapper.unmount() }
}

/** Runs a composable that uses the notices of a component around it. */
export function runBelowNotices<T>(composable: () => T): T {
  let result: T | undefined
  const child = defineComponent(() => {
    result = composable()
    return () => h('div')
  })
  const parent = defineComponent(() => {
    provideNotices()
    return () => h(child)
  })
  unmountAfterwards(mount(parent))
  return result as T
}

/** Runs a composable that shows its failures as notices. */
export function runWithNotices<T>(composable: (notices: Notices) => T): {
  result: T
  texts: () => string[]
  notices: Notices
} {
  const { result } = runComposable(() => {
    const notices = provideNotices()
    return { notices, value: composable(notices) }
  })
  const { notices, value } = result
  return { result: value, notices, texts: () => notices.notices.value.map(({ text }) => text) }
}

/** Resolves once every call is answered and drawn. */
export async function settle(): Promise<void> {
  await flushPromises()
  await flushPromises()
}

/** The text that a person would read, with normalized white space. */
export function text(element: Element = document.body): string {
  return element.textContent.replace(/\s+/g, ' ').trim()
}

export function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector)
  if (element === null) throw new Error(`nothing is ${selector}`)
  return element
}

export function button(name: string): HTMLButtonElement {
  const found = buttons(name)[0]
  if (found === undefined) throw new Error(`no button is called ${name}`)
  return found
}

export function buttons(name: string): HTMLButtonElement[] {
  return Array.from(document.querySelectorAll('button')).filter(
    (one) => (one.getAttribute('aria-label') ?? text(one)) === name,
  )
}

/** The field with that label. */
export function field(label: string): HTMLInputElement {
  const named = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)
  if (named !== null) return named
  const found = Array.from(document.querySelectorAll('label')).find((one) => text(one) === label)
  const input = found && (document.getElementById(found.htmlFor) ?? found.querySelector('input'))
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field is called ${label}`)
  return input
}

export async function click(element: HTMLElement): Promise<void> {
  element.click()
  await settle()
}

export async function type(input: HTMLInputElement, value: string): Promise<void> {
  input.value = value
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
}

export async function choose(input: HTMLInputElement): Promise<void> {
  input.checked = true
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}

/** Presses a key on the element with the focus, or on another one. Returns whether the key was handled. */
export async function press(
  key: string,
  init: KeyboardEventInit = {},
  target: Element = document.activeElement ?? document.body,
): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  await settle()
  return event.defaultPrevented
}

/** Shows a view by its link. */
export async function goTo(view: string): Promise<void> {
  const link = Array.from(document.querySelectorAll('a')).find((one) => text(one) === view)
  if (link === undefined) throw new Error(`no link is called ${view}`)
  await click(link)
}

export function row(id: string): HTMLElement {
  return find(`[data-passkey-id="${id}"]`)
}
