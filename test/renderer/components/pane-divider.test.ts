// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import PaneDivider from '../../../src/renderer/components/PaneDivider.vue'
import { unmountAfterwards } from '../../support/window-parts'

function divider() {
  const props = { label: 'Width', width: 400, least: 300, greatest: 600 }
  const wrapper = mount(PaneDivider, { props, attachTo: document.body })
  unmountAfterwards(wrapper)
  return wrapper
}

it.each([
  ['ArrowLeft', 424],
  ['ArrowRight', 376],
  ['Home', 600],
  ['End', 300],
])('sets the width by %s', async (key, width) => {
  const wrapper = divider()
  await wrapper.trigger('keydown', { key })
  expect(wrapper.emitted('change')).toEqual([[width]])
})

it('follows the pointer within its limits, and changes the width once, at the end', async () => {
  const wrapper = divider()
  // Cast: the element is a div; happy-dom has no pointers to capture.
  ;(wrapper.element as HTMLElement).setPointerCapture = () => undefined
  await wrapper.trigger('pointerdown', { button: 0, clientX: 500 })
  await wrapper.trigger('pointermove', { clientX: 450 })
  await wrapper.trigger('pointermove', { clientX: 900 })
  expect(wrapper.emitted('drag')).toEqual([[450], [300]])
  expect(wrapper.emitted('change')).toBeUndefined()

  await wrapper.trigger('pointerup')
  await wrapper.trigger('pointermove', { clientX: 100 })
  expect(wrapper.emitted('change')).toHaveLength(1)
  expect(wrapper.emitted('drag')).toHaveLength(2)
})

it('states its role and its position', () => {
  expect(divider().attributes()).toMatchObject({
    role: 'separator',
    'aria-orientation': 'vertical',
    'aria-valuenow': '400',
    'aria-valuemin': '300',
    'aria-valuemax': '600',
    tabindex: '0',
  })
})
