/**
 * The window with a main process in memory, to look at in any browser: `?scene=NAME` chooses what it shows (scenes.ts), and
 * `&first=COUNT` keeps only the beginning of each long list. Not part of the app.
 */
import engineCeremonies from 'virtual:engine-ceremonies'
import { fakeMain } from '../../support/fake-main'
import type { FakeMainState } from '../../support/fake-main-state'
import { scenes } from './scenes'

const query = new URLSearchParams(window.location.search)
const name = query.get('scene') ?? 'passkeys'
const first = Number(query.get('first') ?? Infinity)
const scene = scenes[name]
if (scene === undefined) throw new Error(`no such scene: ${name}`)

const fake = fakeMain(beginningOf({ ...scene.state(), ...scene.ceremonies?.(engineCeremonies) }))
window.fake = fake
Object.defineProperty(window, 'main', { value: fake.bridge })
scene.prepare?.(fake)
await import('../../../src/renderer/main')
for (const selector of scene.clicks ?? []) (await appeared(selector)).click()
scene.then?.(fake)
document.documentElement.dataset.scene = name

function beginningOf(state: Partial<FakeMainState>): Partial<FakeMainState> {
  const lists = (['passkeys', 'trash', 'activity'] as const).flatMap((list) => {
    const all = state[list]
    return all === undefined ? [] : [[list, all.slice(0, first)] as const]
  })
  return { ...state, ...Object.fromEntries(lists) }
}

async function appeared(selector: string): Promise<HTMLElement> {
  for (;;) {
    const element = document.querySelector<HTMLElement>(selector)
    if (element !== null) return element
    await new Promise(requestAnimationFrame)
  }
}
