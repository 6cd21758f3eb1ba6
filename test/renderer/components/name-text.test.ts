// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import NameText from '../../../src/renderer/components/NameText.vue'
import { hostileNames } from '../preview/scene-data'

function render(text: string): HTMLElement {
  return mount(NameText, { props: { text, limit: 240 } }).element as HTMLElement
}

it.each(Object.entries(hostileNames))('shows a name only as text: %s', (_kind, name) => {
  const shown = render(name)

  expect(shown.querySelectorAll('*')).toHaveLength(0)
  expect(shown.textContent.length).toBeLessThanOrEqual(240 * 8 + 1)
  expect(shown.textContent).not.toMatch(/[\0-\u001f\u202a-\u202e\ud800-\udbff](?![\udc00-\udfff])/)
})

it('isolates a name from the text around it', () => {
  expect(render('مفتاح').tagName).toBe('BDI')
})

it('says that there is no name', () => {
  expect(render('  ').textContent).toBe('No name')
})
