import { isBase64Url } from '../../../shared/base64url'
import { onCeremony } from '../rule'
import { shown, shownChallenge } from '../shown'

export const base64urlMalformed = onCeremony(
  {
    id: 'base64url-malformed',
    severity: 'error',
    title: 'A member is not unpadded base64url.',
    section: 'WebAuthn §5.1.8, §5.1.9',
    why: '`parseCreationOptionsFromJSON()` and `parseRequestOptionsFromJSON()` refuse padding and the characters `+` and `/` with an EncodingError.',
    instead:
      'Encode bytes as base64url: `-` and `_` in the place of `+` and `/`, and no `=` at the end.',
  },
  ({ kind, options }) =>
    [
      { path: 'publicKey.challenge', given: options.challenge },
      ...(kind === 'create' ? [{ path: 'publicKey.user.id', given: options.user.id }] : []),
      ...options.list.map(({ path, id }) => ({ path: `${path}.id`, given: id })),
    ]
      .filter(({ given }) => typeof given === 'string' && !isBase64Url(given))
      .map(({ path, given }) => ({
        path,
        value: path.endsWith('challenge') ? shownChallenge(String(given)) : shown(given),
      })),
)
