/** The static operations of PublicKeyCredential: availability, JSON, signals. */
import { cases } from './case'

const available = cases({
  isUserVerifyingPlatformAuthenticatorAvailable: (side) =>
    side.call('isUserVerifyingPlatformAuthenticatorAvailable'),
  isConditionalMediationAvailable: (side) => side.call('isConditionalMediationAvailable'),
  getClientCapabilities: (side) => side.call('getClientCapabilities'),
  isExternalCTAP2SecurityKeySupported: (side) =>
    'isExternalCTAP2SecurityKeySupported' in PublicKeyCredential &&
    side.call('isExternalCTAP2SecurityKeySupported'),
})

const creationJson = {
  rp: { name: 'Example' },
  user: { id: 'AQID', name: 'ada', displayName: 'Ada' },
  challenge: 'BAUG',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
}
const json = [
  ['Creation', creationJson],
  ['Creation', { ...creationJson, challenge: 'BAUG==' }],
  ['Creation', { ...creationJson, challenge: '+/' }],
  ['Creation', { ...creationJson, user: { ...creationJson.user, id: 'ü' } }],
  ['Creation', { ...creationJson, excludeCredentials: [{ type: 'public-key', id: 'AQ' }] }],
  ['Creation', { ...creationJson, extensions: { prf: { eval: { first: 'AQ' } } } }],
  ['Creation', { ...creationJson, extensions: { credProps: true, bogus: true } }],
  ['Creation', { ...creationJson, timeout: 5, hints: ['hybrid'], attestation: 'direct' }],
  ['Creation', {}],
  ['Creation', null],
  ['Creation', 7],
  ['Request', { challenge: 'BAUG' }],
  ['Request', { challenge: 'BAUG', allowCredentials: [{ type: 'public-key', id: 'AQ' }] }],
  ['Request', { challenge: 'BAUG', allowCredentials: [{ type: 'public-key', id: '*' }] }],
  ['Request', { challenge: 'BAUG', rpId: 'a', userVerification: 'b', extensions: {} }],
  ['Request', {}],
] as const

const parsed = json.map(([kind, options]) => {
  const call = `call('parse${kind}OptionsFromJSON', ${JSON.stringify(options)})`
  return [`parse${kind}OptionsFromJSON: ${JSON.stringify(options)}`, `(side) => side.${call}`]
})

const signalled = {
  signalUnknownCredential: { rpId: 'localhost', credentialId: 'AQ' },
  signalAllAcceptedCredentials: {
    rpId: 'localhost',
    userId: 'AQ',
    allAcceptedCredentialIds: ['AQ', 'Ag'],
  },
  signalCurrentUserDetails: { rpId: 'localhost', userId: 'AQ', name: 'ada', displayName: 'Ada' },
}
/** The replacement of a signal's members, as source text. */
const signalChanges = [
  '{}',
  "{ rpId: 'example.org' }",
  "{ rpId: '' }",
  '{ rpId: undefined }',
  '{ rpId: null }',
  "{ rpId: '127.0.0.1' }",
  "{ rpId: 'LOCALHOST' }",
  "{ rpId: 'localhost.' }",
  "{ credentialId: 'A=', userId: 'A=' }",
  "{ credentialId: 'AQ==', userId: 'AQ==' }",
  "{ credentialId: '+/', userId: '+/' }",
  "{ credentialId: '', userId: '' }",
  "{ credentialId: 'A', userId: 'A' }",
  '{ credentialId: undefined, userId: undefined }',
  '{ credentialId: new Uint8Array(2), userId: new Uint8Array(2) }',
  "{ credentialId: Symbol('id'), userId: Symbol('id') }",
  "{ credentialId: '*', userId: '*', rpId: 'example.org' }",
]
const onlyAccepted = [
  '{ allAcceptedCredentialIds: [] }',
  '{ allAcceptedCredentialIds: undefined }',
  "{ allAcceptedCredentialIds: 'AQ' }",
  "{ allAcceptedCredentialIds: ['AQ', '*'] }",
  '{ allAcceptedCredentialIds: [7] }',
  "{ allAcceptedCredentialIds: ['*'], rpId: 'example.org' }",
]
const onlyDetails = ['{ name: undefined }', "{ displayName: '' }", "{ name: Symbol('name') }"]

const signals = Object.entries(signalled).flatMap(([name, options]) => {
  const own = name === 'signalAllAcceptedCredentials' ? onlyAccepted : onlyDetails
  const changes = [...signalChanges, ...(name === 'signalUnknownCredential' ? [] : own)]
  return [
    [`${name}: no argument`, `(side) => side.call('${name}')`],
    ...['undefined', 'null', '7', "'text'"].map((text) => [
      `${name}: ${text}`,
      `(side) => side.call('${name}', ${text})`,
    ]),
    ...changes.map((change) => [
      `${name}: ${change}`,
      `(side) => side.call('${name}', { ...${JSON.stringify(options)}, ...${change} })`,
    ]),
  ]
})

export const staticCases = [...available, ...cases(Object.fromEntries([...parsed, ...signals]))]
