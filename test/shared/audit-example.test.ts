import { expect, it } from 'vitest'
import { documentsWithRecipes, withRecipes } from '../../scripts/recipes'
import { AUDIT_EXAMPLE } from '../../src/shared/audit-example'

it('is the demo of docs/audit.md, whose tests run it, with an address to replace', () => {
  expect(documentsWithRecipes()).toContain('docs/audit.md')
  const [, demo = ''] =
    /^```\w+\n(.*?)^```$/ms.exec(
      withRecipes('<!-- recipe: test/drivers/audit/demo.audit.js -->\n\n```js\n```'),
    ) ?? []

  expect(AUDIT_EXAMPLE).toBe(
    `// The address of your site.\n${demo.replace('process.env.SITE', "'http://localhost:47810'")}`,
  )
})
