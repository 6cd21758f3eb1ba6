/** `npm run providers`: writes docs/providers.md from the profiles. */
import { writeFileSync } from 'node:fs'
import { inProject } from './project-paths'
import { providersPage } from './providers-page'

writeFileSync(inProject('docs/providers.md'), providersPage())
