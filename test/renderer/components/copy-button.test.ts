// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import CopyButton from '../../../src/renderer/components/CopyButton.vue'
import { settle, unmountAfterwards } from '../../support/window-parts'

it('copies its text, and says so to everyone', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const props = { text: 'AQID', label: 'Copy the credential id' }
  const shown = mount(CopyButton, { props, attachTo: document.body })
  unmountAfterwards(shown)

  await shown.get('button').trigger('click')
  await settle()

  expect(write).toHaveBeenCalledWith('AQID')
  expect(shown.get('[role=status]').text()).toBe('Copied')
  expect(shown.get('button').attributes('aria-label')).toBe('Copy the credential id')
})
