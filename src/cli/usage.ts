export const USAGE = `latchkey: passkeys for testing, from the command line

  latchkey passkeys list [--rp ID] [--user NAME]
  latchkey passkeys show PASSKEY
  latchkey passkeys rename PASSKEY [--user-name NAME] [--display-name NAME]
  latchkey passkeys rm PASSKEY… [--yes]        or --rp ID --all, --user NAME --all
  latchkey passkeys export [PASSKEY…] --output FILE [--format webdriver|cdp] [--yes]
  latchkey passkeys import FILE [--format webdriver|cdp]
  latchkey doctor
  latchkey --automation …        serves test drivers, see docs/automation.md

PASSKEY is a credential id or its beginning; --rp ID and --user NAME choose passkeys, too.
--json   one JSON document on the standard output
--yes    without a confirmation in the window, where the settings allow that
--data FOLDER, --keychain-service NAME   of which Latchkey

Exit codes: 0 done, 1 failed, 2 nothing found, 3 denied, 4 vault locked, 64 wrong command line,
or a choice that fits several passkeys where one is meant
`
