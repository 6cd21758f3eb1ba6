/** A project of a test author, installed from the package: test/drivers/cypress.test.ts runs it. */
import { Latchkey } from 'latchkey'
import { defineConfig } from 'cypress'

const { SITE } = process.env
const site = SITE

// #region recipe
export default defineConfig({
  e2e: {
    baseUrl: site,
    supportFile: false,
    setupNodeEvents(on) {
      let latchkey, passkeys

      on('after:run', () => latchkey?.end())
      on('task', {
        async openPasskeys() {
          latchkey ??= await Latchkey.start()
          await passkeys?.end()
          passkeys = await latchkey.openSession()
          return passkeys.script()
        },
        async passkeys([method, ...args]) {
          // A task must not return undefined.
          return (await passkeys[method](...args)) ?? null
        },
      })
    },
  },
})
// #endregion
