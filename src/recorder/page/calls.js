/** The six requests. Each settles what the others leave open; a test plays all profiles through them. */

const ES256 = -7
const ED_DSA = -8
const RS256 = -257

const random = (length) => crypto.getRandomValues(new Uint8Array(length))
const offered = (...algorithms) => algorithms.map((alg) => ({ type: 'public-key', alg }))
const prf = { eval: { first: new Uint8Array(32) } }

function creation({ host }, name, members) {
  return {
    publicKey: {
      rp: { id: host, name: 'Latchkey records a provider' },
      user: { id: random(16), name: `recorded-${name}`, displayName: `Recorded (${name})` },
      challenge: random(32),
      timeout: 300_000,
      ...members,
    },
  }
}

const selection = (residentKey, userVerification) => ({
  residentKey,
  requireResidentKey: residentKey === 'required',
  userVerification,
})

export const CALLS = [
  {
    name: 'verified',
    title: 'A passkey, with verification required',
    what: 'Approve, and make the passkey.',
    method: 'create',
    needs: [],
    options: (context) =>
      creation(context, 'verified', {
        pubKeyCredParams: offered(ED_DSA, RS256, ES256),
        authenticatorSelection: selection('required', 'required'),
        extensions: { credProps: true },
      }),
  },
  {
    name: 'attested',
    title: 'A passkey with attestation',
    what: 'Approve. Allow the browser to tell which device this is, where it asks.',
    method: 'create',
    needs: [],
    options: (context) =>
      creation(context, 'attested', {
        pubKeyCredParams: offered(RS256, ES256),
        authenticatorSelection: selection('required', 'preferred'),
        attestation: 'direct',
        extensions: { credProps: true, prf },
      }),
  },
  {
    name: 'plain',
    title: 'A passkey that needs to be neither discoverable nor verified',
    what: 'Approve.',
    method: 'create',
    needs: [],
    options: (context) =>
      creation(context, 'plain', {
        pubKeyCredParams: offered(ES256, ED_DSA, RS256),
        authenticatorSelection: selection('discouraged', 'discouraged'),
        extensions: { credProps: true },
      }),
  },
  {
    name: 'excluded',
    title: 'A passkey that the provider already has',
    what: 'Approve if you are asked. If nothing happens for half a minute, press “No answer came”.',
    method: 'create',
    needs: ['verified'],
    options: (context) =>
      creation(context, 'excluded', {
        pubKeyCredParams: offered(ES256, RS256),
        authenticatorSelection: selection('required', 'preferred'),
        excludeCredentials: [{ type: 'public-key', id: context.ids.verified }],
      }),
  },
  {
    name: 'discovered',
    title: 'A sign-in in which you choose the passkey',
    what: 'Choose “recorded-attested”.',
    method: 'get',
    needs: ['attested'],
    options: ({ host }) => ({
      publicKey: {
        rpId: host,
        challenge: random(32),
        timeout: 300_000,
        userVerification: 'preferred',
        extensions: { prf },
      },
    }),
  },
  {
    name: 'named',
    title: 'A sign-in with the third passkey',
    what: 'Approve.',
    method: 'get',
    needs: ['plain'],
    options: ({ host, ids }) => ({
      publicKey: {
        rpId: host,
        challenge: random(32),
        timeout: 300_000,
        userVerification: 'discouraged',
        allowCredentials: [{ type: 'public-key', id: ids.plain }],
        extensions: { prf },
      },
    }),
  },
]
