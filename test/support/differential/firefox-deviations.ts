/** Where Latchkey and Firefox differ: every entry of the table "Compared with Firefox" (see deviation.ts). */
import { CALL, error, failed, MADE, type Deviation } from './deviation'
import { firefoxPolicyDeviations } from './firefox-policy-deviations'

const SILENT = '`mediation: "silent"`'
const SECOND = 'a second request'

const authenticator: readonly Deviation[] = [
  {
    row: 'authenticator',
    path: /\.aaguid$/,
    native: /^68e100a50b479104b85497a9ba510638$/,
    latchkey: /^84b9489f93f948d9a1db39a44ab735ee$/,
  },
  { row: 'authenticator', path: /\.flags\.(BE|BS)$/, native: /^false$/, latchkey: /^true$/ },
  { row: 'authenticator', path: /\.signCount$/, native: /^[1-9]$/, latchkey: /^0$/ },
  {
    row: 'authenticator',
    path: /(getTransports\(\)\.value|\.transports)\.0$/,
    native: /^internal$/,
    latchkey: /^hybrid$/,
  },
  {
    row: 'authenticator',
    path: /(getTransports\(\)\.value|\.transports)\.1$/,
    native: /^undefined$/,
    latchkey: /^internal$/,
  },
  {
    row: 'authenticator',
    cases: /^(create|get): (RS256|Ed25519)$/,
    path: CALL,
    native: failed('NotAllowedError'),
    latchkey: MADE,
  },
  {
    row: 'authenticator',
    cases: /^create: RS256 before ES256$/,
    path: /\.rest\.0\.|[pP]ublicKey/,
    native: /./,
    latchkey: /./,
  },
  {
    row: 'authenticator',
    cases: /^create: attachment platform$/,
    path: CALL,
    native: failed('NotAllowedError'),
    latchkey: MADE,
  },
  {
    row: 'authenticator',
    cases: /^get: allowCredentials a (hit among strangers|duplicate)$/,
    path: CALL,
    native: failed('NotAllowedError'),
    latchkey: MADE,
  },
  {
    row: '`userVerification: "discouraged"`',
    cases: /^create: userVerification discouraged$/,
    path: /\.flags\.UV$/,
    native: /^true$/,
    latchkey: /^false$/,
  },
  {
    row: 'the user handle of a server-side passkey',
    cases: /^get: a server-side passkey by its id$/,
    path: /userHandle(\.value)?$|response\.keys$/,
    native: /userHandle|^AAECAwQFBgc$|^ArrayBuffer/,
    latchkey: /signature$|^undefined$|^object null$/,
  },
  {
    row: '`getPublicKey()`, `getAuthenticatorData()`',
    path: /\.get(PublicKey|AuthenticatorData)\(\)\.same$/,
    native: /^false$/,
    latchkey: /^true$/,
  },
]

const options: readonly Deviation[] = [
  {
    row: '`user.id` of no bytes',
    cases: /user\.id of 0 bytes$/,
    path: CALL,
    native: MADE,
    latchkey: failed('TypeError'),
  },
  {
    row: 'options of more than 256 KiB',
    cases: /challenge of 1 MB$/,
    path: CALL,
    native: MADE,
    latchkey: failed('UnknownError'),
  },
  {
    row: 'many descriptors',
    cases: /^create: excludeCredentials of 1025$/,
    path: CALL,
    native: MADE,
    latchkey: failed('TypeError'),
  },
  {
    row: 'many descriptors',
    cases: /^get: allowCredentials of 1024$/,
    path: CALL,
    native: failed('SecurityError'),
    latchkey: MADE,
  },
  {
    row: 'many descriptors',
    cases: /^get: allowCredentials of 1025$/,
    path: /^with$/,
    native: error('SecurityError'),
    latchkey: error('TypeError'),
  },
  {
    row: 'a descriptor of an unknown type',
    cases: /^create: excludeCredentials hit, by an unknown type$/,
    path: CALL,
    native: failed('InvalidStateError'),
    latchkey: MADE,
  },
  {
    row: '`credProps` of a passkey that is not discoverable',
    path: /(clientExtensionResults|getClientExtensionResults\(\)\.value)\.(keys|members\.credProps)$/,
    native: /^(|undefined)$/,
    latchkey: /^(credProps|Object Object here)$/,
  },
  {
    row: 'other credential types beside `publicKey`',
    cases: /^create: with (malformed )?(password|federated) (data|true)$/,
    path: CALL,
    native: MADE,
    latchkey: failed('NotSupportedError'),
  },
  {
    row: 'when a member is read',
    cases: /^create: the order in which members are read$/,
    path: /^with\.members\.$/,
    native: /^ mediation publicKey signal$/,
    latchkey: /^ federated mediation password publicKey signal$/,
  },
  {
    row: 'when a member is read',
    cases: /^create: the order in which members are read$/,
    path: /^with\.members\.\/publicKey$/,
    native: /^ attestation authenticatorSelection /,
    latchkey: /^ attestation attestationFormats authenticatorSelection /,
  },
]

const mediation: readonly Deviation[] = [
  {
    row: SILENT,
    cases: /^create: mediation 'silent'$/,
    path: CALL,
    native: failed('NotSupportedError'),
    latchkey: MADE,
  },
  {
    row: SILENT,
    cases: /^(get: mediation 'silent'|(same-origin frame|page with .*): get, silent)$/,
    path: CALL,
    native: failed('NotSupportedError'),
    latchkey: /^resolved object null$/,
  },
  {
    row: '`create()`, `mediation: "conditional"`',
    cases: /^(create: conditional|(same-origin frame|page with .*): create, conditional)/,
    path: /^with\.with$/,
    native: error('NotSupportedError'),
    latchkey: error('NotAllowedError'),
  },
  {
    row: '`create()`, `mediation: "conditional"`',
    cases: /^(platform without.*|security key): getClientCapabilities$/,
    path: /^with\.members\.conditionalCreate$/,
    native: /^false$/,
    latchkey: /^true$/,
  },
  {
    row: SECOND,
    cases: /^create( and get|: two) at once$|^create: a second whose options are wrong$/,
    path: /^with\.0\.with$/,
    native: error('AbortError'),
    latchkey: /^mine$/,
  },
  {
    row: SECOND,
    cases: /^create( and get|: two) at once$/,
    path: /^with\.1$/,
    native: /^pending$/,
    latchkey: failed('OperationError'),
  },
  {
    row: SECOND,
    cases: /^create: a second whose options are wrong$/,
    path: /^with\.1\.3\.with$/,
    native: error('SecurityError'),
    latchkey: error('OperationError'),
  },
  {
    row: SECOND,
    cases: /^get: conditional twice$/,
    path: /^with\.0\.with$/,
    native: error('AbortError'),
    latchkey: /^first$/,
  },
  {
    row: SECOND,
    cases: /^get: conditional twice$/,
    path: /^with\.1\.with$/,
    native: /^second$/,
    latchkey: error('OperationError'),
  },
  {
    row: 'the end of a time-out, offline',
    cases: /^(create|get) offline: ends with its time-out/,
    path: /^with(\.[01])?$/,
    native: /^pending$/,
    latchkey: failed('NotAllowedError'),
  },
  {
    row: 'no authenticator fits',
    cases: /^create: attachment cross-platform$/,
    path: /^with\.with$/,
    native: /^mine$/,
    latchkey: error('NotAllowedError'),
  },
]

const members: readonly Deviation[] = [
  {
    row: 'feature detection of autofill',
    cases: /^U2F key: (isConditionalMediationAvailable|getClientCapabilities)$/,
    path: /^with(\.members\.conditionalGet)?$/,
    native: /^true$/,
    latchkey: /^false$/,
  },
  {
    row: 'signals',
    cases: /^shapes$/,
    path: /PublicKeyCredential\.(.*\.)?(keys\.\d+|signal\w+)$/,
    native: /^undefined$/,
    latchkey: /signal/,
  },
  {
    row: 'the order of a function’s own members',
    cases: /^shapes$/,
    path: /\.keys\.[01]$/,
    native: /^(name|length)$/,
    latchkey: /^(length|name)$/,
  },
  {
    row: '`getClientCapabilities()`',
    cases: /^getClientCapabilities$/,
    path: /^with\.keys$/,
    native: /^conditionalCreate conditionalGet extension:appid extension:credProps /,
    latchkey: /^conditionalCreate conditionalGet extension:appid extension:appidExclude /,
  },
  {
    row: '`getClientCapabilities()`',
    cases: /^getClientCapabilities$/,
    path: /^with\.members\./,
    native: /^(false|undefined)$/,
    latchkey: /^(true|undefined)$/,
  },
]

export const firefoxDeviations: readonly Deviation[] = [
  ...authenticator,
  ...options,
  ...mediation,
  ...firefoxPolicyDeviations,
  ...members,
]
