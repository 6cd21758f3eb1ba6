// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useActivityExport } from '../../../src/renderer/composables/use-activity-export'
import { installFakeMain, runBelowNotices, settle } from '../../support/window-parts'

it('opens one dialog, however often it is asked', async () => {
  const fake = installFakeMain()
  const { save, saving } = runBelowNotices(useActivityExport)

  void save()
  void save()
  await settle()

  expect([fake.callsOf('exportActivity').length, saving.value]).toEqual([1, false])
})
