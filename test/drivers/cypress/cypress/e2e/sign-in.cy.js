/** Cypress: the client runs in Node, and the script goes into each window before the page's own scripts. */

// #region recipe
let script

beforeEach(() => {
  cy.task('openPasskeys').then((text) => {
    script = text
  })
})
Cypress.on('window:before:load', (window) => window.eval(script))

/** Calls a method of the session. */
const passkeys = (method, ...args) => cy.task('passkeys', [method, ...args], { timeout: 60_000 })

it('registers, signs in, and applies a new name', () => {
  cy.visit('/')
  cy.get('#create-form [name=userName]').clear().type('ana@example.org')
  cy.get('#create-form button').click()
  passkeys('waitForCeremony', 'create', { where: { outcome: 'done' } })
  cy.contains('#outcome', 'Registered')

  cy.get('#sign-out').click()
  cy.contains('#outcome', 'Signed out')
  passkeys('choose', 'ana@example.org')
  cy.get('#sign-in-form button').click()
  passkeys('waitForCeremony', 'get').its('answeredBy').should('equal', 'script')
  cy.contains('#outcome', 'Signed in')

  cy.get('#names-form [name=displayName]').clear().type('Anna')
  cy.get('#names-form button').click()
  passkeys('waitForSignal', 'currentUserDetails', { where: { outcome: 'done' } })
  passkeys('list').its(0).should('include', { userDisplayName: 'Anna' })
})
// #endregion
