// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useAudit } from '../../../src/renderer/composables/use-audit'
import { installFakeMain, runBelowNotices, settle } from '../../support/window-parts'

const FILE = { id: 'shop', name: 'shop.audit.js', folder: 'shop', allowed: true }

it('keeps a state that is told while it reads the state', async () => {
  const fake = installFakeMain()
  const { state } = runBelowNotices(useAudit)

  fake.emit('auditChanged', { files: [FILE], run: { is: 'none' }, card: null })
  await settle()

  expect(state.value?.files).toEqual([FILE])
})
