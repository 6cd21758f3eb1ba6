/** A site with the calls of SimpleWebAuthn's example. SITE is its address. */
import { launchOptions } from './launch-options.js'

export { launchOptions }

// #region recipe
export const url = process.env.SITE

// What both scripts use. The server says { verified: true }, or { error }.
const call = `
  const query = '?username=' + encodeURIComponent(account.userName)
  const call = async (path, body) => {
    const sent = body && { method: 'POST', body: JSON.stringify(body) }
    const answer = await (await fetch(path + query, sent)).json()
    if (answer.error) throw new Error(answer.error)
    return answer
  }
`

export const registerScript = `${call}
  const options = await call('/generate-registration-options')
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  return call('/verify-registration', await navigator.credentials.create({ publicKey }))
`

export const signInScript = `${call}
  const options = await call('/generate-authentication-options')
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  return call('/verify-authentication', await navigator.credentials.get({ publicKey }))
`
// #endregion
