/** Mutants of the window. */
import type { Finding } from './findings'

const ACTIONS = 'src/renderer/composables/use-passkey-actions.ts'
const ACCOUNTS = 'src/renderer/components/ConsentAccounts.vue'
const SIGNALS = 'src/renderer/composables/use-signal-notices.ts'
const VIEW = 'src/renderer/views/PasskeysView.vue'
const ACTS = 'src/renderer/composables/use-passkey-acts.ts'

export const WINDOW: readonly Finding[] = [
  [
    'A12',
    'an undo of a rename does not say what it expects',
    'test/renderer/composables/use-passkey-actions.test.ts',
    [
      ACTIONS,
      'takeBack(() => mainApi.renamePasskey(id, before, after)),',
      'takeBack(() => mainApi.renamePasskey(id, before)),',
    ],
  ],
  [
    'A12',
    'a rename sends the name that the user did not edit',
    'test/renderer/composables/use-rename.test.ts',
    [
      'src/renderer/composables/use-rename.ts',
      'await mainApi.renamePasskey(id, edited())',
      'await mainApi.renamePasskey(id, { ...after, ...edited() })',
    ],
  ],
  [
    'A13',
    'a dialog whose subject went opens again',
    'test/renderer/views/passkeys-view-focus.test.ts',
    [
      'src/renderer/composables/use-dialog-subject.ts',
      '    close()\n    onGone()\n',
      '    onGone()\n',
    ],
  ],
  [
    'A13',
    'a dialog whose subject went loses the focus',
    'test/renderer/views/passkeys-view-focus.test.ts',
    [
      'src/renderer/composables/use-dialog-subject.ts',
      '    close()\n    onGone()\n',
      '    close()\n    void onGone\n',
    ],
  ],
  [
    'A15',
    'a hide that failed moves on',
    'test/renderer/views/passkeys-view-focus.test.ts',
    [
      ACTS,
      "if (!done || from === 'detail') return",
      "if ((!done && false) || from === 'detail') return",
    ],
  ],
  [
    'A15',
    'a deletion that failed moves on',
    'test/renderer/views/passkeys-view-focus.test.ts',
    [
      ACTS,
      'if (await passkeyActions.remove(chosen)) await goOn()',
      'await passkeyActions.remove(chosen)\n    await goOn()',
    ],
  ],
  [
    'A16',
    'passkeys of the same time stand oldest first',
    'test/renderer/support/list-items.test.ts',
    [
      'src/renderer/support/passkey-order.ts',
      'turned ? passkeys.slice() : passkeys.toReversed()',
      'passkeys.slice()',
    ],
  ],
  [
    'A28',
    'a notice that went with the pointer on it holds the others',
    'test/renderer/components/notice-list.test.ts',
    [
      'src/renderer/components/NoticeList.vue',
      "await nextTick()\n    end('pointer')\n",
      'await nextTick()\n',
    ],
  ],
  [
    'B4',
    'the undo of a burst leaves out its newest signal',
    'test/renderer/composables/use-signal-notices.test.ts',
    [SIGNALS, 'burst.signals.slice(-count)\n', 'burst.signals.slice(-count, -1)\n'],
  ],
  [
    'WA7',
    'a search without a hit shows the chosen account as found',
    'test/renderer/components/consent-dialog.test.ts',
    [ACCOUNTS, 'found.value.shown.length === 0)', 'found.value.shown.length < 0)'],
  ],
  [
    'WA7',
    'the chosen account stands among those found',
    'test/renderer/support/accounts-found.test.ts',
    [
      'src/renderer/support/accounts-found.ts',
      'return words.every((word) => text.includes(word))',
      'return words.every((word) => text.includes(word)) || chosen !== undefined',
    ],
  ],
  [
    'WA8',
    'Escape in the search declines',
    'test/renderer/components/consent-dialog.test.ts',
    [ACCOUNTS, '      @keydown.esc="onEscape"\n', ''],
  ],
  [
    'WA9',
    'a new view does not get the focus',
    'test/renderer/composables/use-view-heading.test.ts',
    ['src/renderer/composables/use-view-heading.ts', '?.focus({ preventScroll: true })', ''],
  ],
  [
    'WA9',
    'the title does not name the view',
    'test/renderer/composables/use-view-heading.test.ts',
    ['src/renderer/composables/use-view-heading.ts', '`${subject} – Latchkey`', "'Latchkey'"],
  ],
  [
    'WA6',
    'a letter hides a passkey',
    'test/renderer/support/passkey-keys.test.ts',
    [
      'src/renderer/support/passkey-keys.ts',
      "['Delete', 'delete'],",
      "['Delete', 'delete'],\n  ['h', 'hideOrShow'],",
    ],
  ],
  [
    'WA6',
    'letters find no row',
    'test/renderer/views/passkeys-keyboard.test.ts',
    [
      'src/renderer/support/type-ahead.ts',
      'return index >= 0 ? index : undefined',
      'return index >= 0 ? undefined : undefined',
    ],
  ],
  [
    'WA1',
    'Escape in the list leaves the details open',
    'test/renderer/views/passkeys-keyboard.test.ts',
    [VIEW, '    @keydown.esc="onEscape"\n', ''],
  ],
  [
    'WA5',
    'the window is shown before its page is painted',
    'test/main/desktop/show-when-painted.test.ts',
    ['src/main/desktop/show-when-painted.ts', 'await Promise.race([painted, late])', ''],
  ],
  [
    'WA5',
    'the window is shown only if a paint is reported',
    'test/main/desktop/show-when-painted.test.ts',
    [
      'src/main/desktop/show-when-painted.ts',
      'await Promise.race([painted, late])',
      'await painted',
    ],
  ],
  [
    'WA5',
    'the window is light behind a dark page',
    'test/main/desktop/window-background.test.ts',
    [
      'src/main/desktop/window-background.ts',
      "isDark ? '#131416' : '#f5f5f6'",
      "isDark ? '#f5f5f6' : '#f5f5f6'",
    ],
  ],
  [
    'WA12',
    'a missing vault has the title of a damaged one',
    'test/renderer/support/lock-titles.test.ts',
    [
      'src/renderer/support/lock-titles.ts',
      "'The vault file is missing'",
      "'The vault cannot be read'",
    ],
  ],
]
