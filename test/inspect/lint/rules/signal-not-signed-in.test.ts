import {
  ADA,
  BEN,
  DECLINED,
  OFFERED,
  PASSKEY,
  create,
  get,
  signal,
} from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('signal-not-signed-in', {
  finds: {
    'the list of another user': {
      calls: [
        create(),
        get(),
        signal('allAcceptedCredentials', { userId: BEN, allAcceptedCredentialIds: [] }),
      ],
      at: [['userId', `${JSON.stringify(BEN)}; signed in: ${JSON.stringify(ADA)}`]],
    },
    'a list while the sign-in form is there': {
      calls: [get({}, OFFERED), signal('allAcceptedCredentials')],
      at: [['userId', `${JSON.stringify(ADA)}; a sign-in is still offered`]],
    },
  },
  leaves: {
    'the list of the user who signed in': [create(), get(), signal('allAcceptedCredentials')],
    'a user who signed in with a password': [get({}, DECLINED), signal('allAcceptedCredentials')],
    'a sign-in without a user handle': [
      create(),
      get({}, { credential: { id: PASSKEY, userHandle: null, transports: null } }),
      signal('allAcceptedCredentials'),
    ],
  },
})
