/**
 * Loaded before each file. Removes components, fake timers and mocks after each test, so that the tests of the next file do
 * not get them.
 */
import { afterEach } from 'vitest'

// Files without a document do not need Vue.
if (typeof document !== 'undefined') {
  const { cleanWindow } = await import('./window-parts')
  afterEach(cleanWindow)
}
