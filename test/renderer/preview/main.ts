/**
 * The window with a main process in memory, to look at in any browser: `?scene=NAME` chooses what it
 * shows (scenes.ts). Not part of the app.
 */
import { fakeMain } from '../../support/fake-main'
import { scenes } from './scenes'

const name = new URLSearchParams(window.location.search).get('scene') ?? 'passkeys'
const scene = scenes[name]
if (scene === undefined) throw new Error(`no such scene: ${name}`)

const fake = fakeMain(scene.state())
window.fake = fake
Object.defineProperty(window, 'main', { value: fake.bridge })
scene.prepare?.(fake)
await import('../../../src/renderer/main')
for (const selector of scene.clicks ?? []) (await appeared(selector)).click()
scene.then?.(fake)
document.documentElement.dataset.scene = name

async function appeared(selector: string): Promise<HTMLElement> {
  for (;;) {
    const element = document.querySelector<HTMLElement>(selector)
    if (element !== null) return element
    await new Promise(requestAnimationFrame)
  }
}
