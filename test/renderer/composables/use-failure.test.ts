// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useFailure } from '../../../src/renderer/composables/use-failure'
import { runComposable } from '../../support/window-parts'

it('catches an error that nothing else caught', () => {
  const { failure } = runComposable(useFailure).result

  window.dispatchEvent(new ErrorEvent('error', { message: 'x', error: new Error('broken') }))

  expect(failure.value).toBe('broken')
})

it('catches a rejection that nothing else caught', () => {
  const { failure } = runComposable(useFailure).result

  const event = new Event('unhandledrejection')
  window.dispatchEvent(Object.assign(event, { reason: new Error('rejected') }))

  expect(failure.value).toBe('rejected')
})

it('keeps the first failure, because the others follow from it', () => {
  const { failure } = runComposable(useFailure).result

  for (const message of ['first', 'second']) {
    window.dispatchEvent(new ErrorEvent('error', { message, error: new Error(message) }))
  }

  expect(failure.value).toBe('first')
})

it('takes a layout that needs another round for no failure', () => {
  const { failure } = runComposable(useFailure).result
  const message = 'ResizeObserver loop completed with undelivered notifications.'

  window.dispatchEvent(new ErrorEvent('error', { message }))

  expect(failure.value).toBeUndefined()
})
