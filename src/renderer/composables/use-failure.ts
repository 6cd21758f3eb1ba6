import { onErrorCaptured, onScopeDispose, ref } from 'vue'
import { errorMessage } from '../support/error-message'

/** Catches what nothing else caught, below this component and in the window, so that it never stays blank. */
export function useFailure() {
  const failure = ref<string>()

  function fail(error: unknown): void {
    failure.value ??= errorMessage(error)
  }
  const onError = (event: ErrorEvent): void => {
    // Browsers report a layout that needs another round as an error; nothing failed.
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
