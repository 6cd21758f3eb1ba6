// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import {
  provideSelfAnswering,
  useSelfAnswering,
} from '../../../src/renderer/composables/use-self-answering'
import { runComposable } from '../../support/window-parts'

it('tells everything below which origins answer by themselves', () => {
  const Origin = defineComponent(() => {
    const marked = useSelfAnswering(() => 'https://example.org')
    return () => h('i', String(marked.value))
  })
  const Root = defineComponent(() => {
    provideSelfAnswering(shallowRef(new Set(['https://example.org'])))
    return () => h(Origin)
  })

  expect(mount(Root).text()).toBe('true')
})

it('marks nothing where nobody told', () => {
  expect(runComposable(() => useSelfAnswering(() => 'https://example.org')).result.value).toBe(
    false,
  )
})
