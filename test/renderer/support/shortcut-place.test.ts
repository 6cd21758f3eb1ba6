// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { isDialogOpen, isTextField } from '../../../src/renderer/support/shortcut-place'

function element(html: string, selector: string): Element {
  const root = document.createElement('div')
  root.innerHTML = html
  const found = root.querySelector(selector)
  if (found === null) throw new Error(`nothing is ${selector}`)
  return found
}

it.each(['dialog', 'alertdialog'])('lets an open %s come first, wherever the focus is', (role) => {
  document.body.innerHTML = `<div role="${role}"></div>`
  expect(isDialogOpen()).toBe(true)

  document.body.innerHTML = '<b></b>'
  expect(isDialogOpen()).toBe(false)
})

it.each([
  ['<input>', true],
  ['<input type="search">', true],
  ['<textarea></textarea>', true],
  ['<input type="radio">', false],
  ['<button></button>', false],
])('says whether keys write text in %s', (html, writes) => {
  expect(isTextField(element(html, '*'))).toBe(writes)
})
