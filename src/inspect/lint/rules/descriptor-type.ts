import { onCeremony } from '../rule'
import { shown } from '../shown'

export const descriptorType = onCeremony(
  {
    id: 'descriptor-type',
    severity: 'error',
    title: 'A credential in the list has no type `public-key`.',
    section: 'WebAuthn §5.8.3',
    why: 'Browsers ignore the entry. A list of ignored entries alone lets the ceremony fail.',
    instead: 'Write `"type": "public-key"` in each entry.',
  },
  ({ options: { list } }) =>
    list
      .filter(({ type }) => type !== 'public-key')
      .map(({ path, type }) => ({ path: `${path}.type`, value: shown(type) })),
)
