// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useDiagnostics } from '../../../src/renderer/composables/use-diagnostics'
import { installFakeMain, settle } from '../../support/window-parts'

it('reads the diagnostics', async () => {
  installFakeMain()
  const { diagnostics } = useDiagnostics()
  await settle()

  expect(diagnostics.value?.logFile).toContain('main.log')
})

it('says why they could not be read', async () => {
  installFakeMain().fail('getDiagnostics', 'gone')
  const { failure } = useDiagnostics()
  await settle()

  expect(failure.value).toBe('gone')
})
