import { describe, expect, it } from 'vitest'
import { formOf } from '../../../playwright/audit/relying-party'

const callback = () => Promise.resolve()
const server = {
  origin: 'https://example.org',
  registrationOptions: callback,
  verifyRegistration: callback,
  authenticationOptions: callback,
  verifyAuthentication: callback,
}

describe('what a configuration says', () => {
  it.each([
    [{ register: callback, signIn: callback }, 'page callbacks'],
    [{ url: 'http://localhost', registerScript: 'a', signInScript: 'b' }, 'page scripts'],
    [server, 'server callbacks'],
  ])('has a form', (given, form) => {
    expect(formOf(given)).toBe(form)
  })

  it.each([
    ['is empty', {}, /^There is nothing to audit\. Export `register` and `signIn`; or/],
    ['lacks a member', { register: callback }, /^`signIn` is missing\. Export/],
    [
      'has a member of another type',
      { ...server, origin: new URL('https://example.org') },
      /^`origin` must be a string\./,
    ],
    [
      'has an origin that is none',
      { ...server, origin: 'example.org' },
      /^`origin` must be an origin, such as https:\/\/example\.org, and is example\.org\.$/,
    ],
    [
      'has an address that is none',
      { url: 'example', registerScript: 'a', signInScript: 'b' },
      /^`url` must be an address, such as https:\/\/example\.org\/sign-in, and is example\.$/,
    ],
    [
      'is of two forms',
      { ...server, register: callback },
      /^It is not clear what to audit: server callbacks, or page callbacks\. Leave one out\.$/,
    ],
  ])('is refused when it %s', (_, given, message) => {
    expect(() => formOf(given)).toThrow(message)
  })
})
