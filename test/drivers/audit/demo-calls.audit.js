/** The demo's calls, without its forms. SITE is its address. */
import { launchOptions } from './launch-options.js'

export { launchOptions }
export const subject = 'the demo'

// #region recipe
export const url = `${process.env.SITE}/calls`

export const registerScript = 'return demo.register(account)'
export const signInScript = 'return demo.signIn(account)'
// #endregion
