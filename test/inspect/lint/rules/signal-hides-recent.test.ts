import { NOON, PASSKEY, create, get, signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('signal-hides-recent', {
  finds: {
    'an empty list after a sign-in': {
      calls: [create(), get(), signal('allAcceptedCredentials', { allAcceptedCredentialIds: [] })],
      at: [['allAcceptedCredentialIds', `lacks ${JSON.stringify(PASSKEY)}`]],
    },
  },
  leaves: {
    'the whole list': [create(), get(), signal('allAcceptedCredentials')],
    'a passkey that did not sign in for a day': [
      create(),
      get(),
      signal(
        'allAcceptedCredentials',
        { allAcceptedCredentialIds: [] },
        { at: NOON + 25 * 3_600_000 },
      ),
    ],
    'the answer to a sign-in with an unknown passkey': [
      create(),
      get(),
      signal('unknownCredential'),
    ],
  },
})
