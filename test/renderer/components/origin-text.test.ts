// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import OriginText from '../../../src/renderer/components/OriginText.vue'
import { provideSelfAnswering } from '../../../src/renderer/composables/use-self-answering'

function render(props: { origin: string; unmarked?: boolean }): string {
  const Root = defineComponent(() => {
    provideSelfAnswering(shallowRef(new Set(['https://self.example'])))
    return () => h(OriginText, props)
  })
  return mount(Root).text()
}

it('lets the host stand out', () => {
  const shown = mount(OriginText, { props: { origin: 'https://example.org:8443' } })

  expect([shown.text(), shown.get('.host').text()]).toEqual([
    'https://example.org:8443',
    'example.org',
  ])
})

it('marks an auto-approved origin, and no other', () => {
  expect(render({ origin: 'https://self.example' })).toContain('auto-approved')
  expect(render({ origin: 'https://example.org' })).not.toContain('auto-approved')
})

it('leaves the mark out if there is one already', () => {
  expect(render({ origin: 'https://self.example', unmarked: true })).not.toContain('answers')
})
