/** Loaded before each file: its tests leave no component, no fake timer and no mock to the tests of the next file. */
import { afterEach } from 'vitest'

// The files without a document need not load Vue.
if (typeof document !== 'undefined') {
  const { cleanWindow } = await import('./window-parts')
  afterEach(cleanWindow)
}
