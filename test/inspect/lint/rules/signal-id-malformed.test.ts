import { PASSKEY, signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('signal-id-malformed', {
  finds: {
    padding: {
      calls: [signal('unknownCredential', { credentialId: 'AQ==' })],
      at: [['credentialId', '"AQ=="']],
    },
    'bytes as a list': {
      calls: [signal('allAcceptedCredentials', { userId: [1, 2] })],
      at: [['userId', '[1,2]']],
    },
    'a bad entry': {
      calls: [signal('allAcceptedCredentials', { allAcceptedCredentialIds: [PASSKEY, 'a+b/'] })],
      at: [['allAcceptedCredentialIds[1]', '"a+b/"']],
    },
  },
  leaves: {
    'every signal as it should be': [
      signal('unknownCredential'),
      signal('allAcceptedCredentials'),
      signal('currentUserDetails'),
    ],
  },
})
