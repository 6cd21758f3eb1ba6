/** What the page notes of an answer. The outputs of `prf` and the signature are not among it. */

export function noteAnswer(method, credential) {
  const { response } = credential
  const results = credential.getClientExtensionResults()
  const shared = {
    outcome: 'answered',
    clientDataJSON: base64url(response.clientDataJSON),
    toJson: typeof credential.toJSON === 'function',
    attachment: credential.authenticatorAttachment ?? null,
    prfResults: results.prf?.results?.first !== undefined,
  }
  if (method === 'get')
    return {
      ...shared,
      authenticatorData: base64url(response.authenticatorData),
      userHandle: response.userHandle ? base64url(response.userHandle) : null,
    }
  return {
    ...shared,
    attestationObject: base64url(response.attestationObject),
    transports: response.getTransports?.() ?? null,
    publicKey: orNull(response.getPublicKey?.(), base64url),
    authenticatorDataBytes: orNull(response.getAuthenticatorData?.(), (data) => data.byteLength),
    credPropsRk: results.credProps?.rk ?? null,
    prfEnabled: results.prf?.enabled ?? null,
  }
}

/** A line for the person, and whether the answer settles what the call is for. */
export function describeAnswer(answer, { name }) {
  if (answer.outcome === 'answered') return { text: 'Answered.', isUseful: true }
  if (answer.outcome === 'silent') return { text: 'No answer.', isUseful: name === 'excluded' }
  const isExpected = name === 'excluded'
  return {
    text: isExpected
      ? `Refused: ${answer.error}.`
      : `Refused: ${answer.error}. Ask again if you cancelled; otherwise this is the answer.`,
    isUseful: isExpected,
  }
}

const orNull = (value, read) => (value === null || value === undefined ? null : read(value))

function base64url(buffer) {
  let text = ''
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
