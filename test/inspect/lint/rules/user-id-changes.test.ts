import {
  ADA,
  BEN,
  DECLINED,
  NOON,
  PASSKEY,
  bytesFor,
  create,
  signal,
} from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

const OTHER = { id: bytesFor('other'), userHandle: null, transports: [] }

plantedRule('user-id-changes', {
  finds: {
    'another id for the same name': {
      calls: [
        create(),
        create(
          { user: { id: BEN, name: 'ada@example.org', displayName: 'Ada' } },
          { credential: OTHER },
        ),
      ],
      at: [['publicKey.user.id', `${JSON.stringify(BEN)}; before ${JSON.stringify(ADA)}`]],
    },
  },
  leaves: {
    'the same id': [
      create(),
      create(
        { excludeCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }] },
        { credential: OTHER },
      ),
    ],
    'a registration that was given up before': [
      create({}, DECLINED),
      create({ user: { id: BEN, name: 'ada@example.org', displayName: 'Ada' } }),
    ],
    'an account that was deleted before': [
      create(),
      signal(
        'allAcceptedCredentials',
        { allAcceptedCredentialIds: [] },
        { at: NOON + 48 * 3_600_000 },
      ),
      create(
        { user: { id: BEN, name: 'ada@example.org', displayName: 'Ada' } },
        { credential: OTHER },
      ),
    ],
    'an account whose passkey was called unknown before': [
      create(),
      signal('unknownCredential'),
      create(
        { user: { id: BEN, name: 'ada@example.org', displayName: 'Ada' } },
        { credential: OTHER },
      ),
    ],
    'another user': [
      create(),
      create(
        { user: { id: BEN, name: 'ben@example.org', displayName: 'Ada' } },
        { credential: OTHER },
      ),
    ],
  },
})
