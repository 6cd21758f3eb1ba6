import { onErrorCaptured, onScopeDispose, ref } from 'vue'
import { errorMessage } from '../support/error-message'

/** Catches every uncaught error of the window, so that the window never stays blank. */
export function useFailure() {
  const failure = ref<string>()

  function fail(error: unknown): void {
    failure.value ??= errorMessage(error)
  }
  const onError = (event: ErrorEvent): void => {
    // Browsers report a second layout pass as an error, but it is not a failure.
    if (!event.message.includes('ResizeObserver loop')) fail(event.error ?? event.message)
  }
  const onRejection = (event: PromiseRejectionEvent): void => fail(event.reason)

  window.addEventListener('error', onError)
  window.addEventListener('unhandledrejection', onRejection)
  onScopeDispose(() => {
    window.removeEventListener('error', onError)
    window.removeEventListener('unhandledrejection', onRejection)
  })
  onErrorCaptured((error) => {
    fail(error)
    return false
  })

  return { failure }
}
