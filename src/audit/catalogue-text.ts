/** Lists what an audit can try, for a terminal. */
import type { Catalogue } from '../../playwright/audit/catalogue'
import { table } from '../cli/table'

export function catalogueText({ profiles, faults }: Catalogue): string {
  return [
    'Profiles:',
    table(
      ['id', 'provider'],
      profiles.map(({ id, title }) => [id, title]),
      undefined,
    ),
    'Faults:',
    table(
      ['id', 'ceremonies', 'place', 'expected', 'severity', 'title'],
      faults.map(({ id, ceremonies, place, expected, severity, title }) => [
        id,
        ceremonies.join(', '),
        place,
        expected,
        severity,
        title,
      ]),
      undefined,
    ),
  ].join('\n')
}
