import { expect, it } from 'vitest'
import { AuditFiles } from '../../../src/main/audit/audit-files'
import { fakeAudits } from '../../support/fake-audit-helper'

const A = '/home/ada/shop/a.audit.js'
const B = '/home/ada/blog/b.audit.js'

function withFiles(...kept: Parameters<typeof fakeAudits>) {
  const { store } = fakeAudits(...kept)
  let ids = 0
  return { store, files: new AuditFiles(store, () => `id-${++ids}`) }
}

it('shows names and folders, the last file first', () => {
  const { files, store } = withFiles()
  files.add(A)
  files.add(B)

  expect(files.list()).toEqual([
    { id: 'id-2', name: 'b.audit.js', folder: 'blog', allowed: false },
    { id: 'id-1', name: 'a.audit.js', folder: 'shop', allowed: false },
  ])
  expect(store.values.auditFiles.map(({ path }) => path)).toEqual([B, A])
})

it('remembers the permission when a file is chosen again', () => {
  const { files } = withFiles([
    { path: A, allowed: true },
    { path: B, allowed: false },
  ])
  files.add(B)

  expect(files.list().map(({ name, allowed }) => [name, allowed])).toEqual([
    ['b.audit.js', false],
    ['a.audit.js', true],
  ])
})

it('allows and forgets only by the id', () => {
  const { files, store } = withFiles()
  files.add(A)
  const id = files.add(B)
  files.allow(id)
  expect(files.get(id)).toEqual({
    id,
    path: B,
    name: 'b.audit.js',
    folder: 'blog',
    allowed: true,
  })

  files.forget(id)

  expect(store.values.auditFiles).toEqual([{ path: A, allowed: false }])
  expect(() => files.get(id)).toThrow('Latchkey no longer remembers this file.')
  expect(() => files.allow(A)).toThrow('Latchkey no longer remembers this file.')
})

it('remembers ten files', () => {
  const { files } = withFiles()
  for (let number = 0; number < 12; number++) files.add(`/home/ada/${number}.js`)

  expect(files.list().map(({ name }) => name)).toEqual(
    Array.from({ length: 10 }, (_, index) => `${11 - index}.js`),
  )
})
