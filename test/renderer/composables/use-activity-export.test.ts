// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useActivityExport } from '../../../src/renderer/composables/use-activity-export'
import { provideNotices } from '../../../src/renderer/composables/use-notices'
import { mount } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { installFakeMain, settle, unmountAfterwards } from '../../support/window-parts'

it('opens one dialog, however often it is asked', async () => {
  const fake = installFakeMain()
  let result: ReturnType<typeof useActivityExport> | undefined
  const child = defineComponent(() => {
    result = useActivityExport()
    return () => h('div')
  })
  const parent = defineComponent(() => {
    provideNotices()
    return () => h(child)
  })
  unmountAfterwards(mount(parent))

  void result?.save()
  void result?.save()
  await settle()

  expect([fake.callsOf('exportActivity').length, result?.saving.value]).toEqual([1, false])
})
