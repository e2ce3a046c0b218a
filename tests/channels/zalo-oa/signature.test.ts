import { macOf, readSignature, signatureHint } from '../../../src/channels/zalo-oa/signature.ts';
import { FAKE_OA } from '../../fakes/fake-zalo.ts';

const BODY = Buffer.from(
  '{"app_id":"360846524940903967","event_name":"user_send_text","timestamp":"1699003881354"}',
);
const SIGNED = { appId: '360846524940903967', body: BODY, timestamp: '1699003881354' };

test('the hash is that of app id, bytes, timestamp and secret in a row', () => {
  expect(macOf(SIGNED, 'secret').toString('hex')).toBe(
    'e14e8ac82322a77ead4efba625040090b9b6907effe17f27082f6afed5341ca5',
  );
});

const HEX = 'e14e8ac82322a77ead4efba625040090b9b6907effe17f27082f6afed5341ca5';
test.each<[string, string | undefined, string | null]>([
  ['with its prefix', `mac=${HEX}`, HEX],
  ['bare', HEX, HEX],
  ['in capitals and with spaces', ` MAC = ${HEX.toUpperCase()} `, HEX],
  ['absent', undefined, null],
  ['empty', '', null],
  ['too short', `mac=${HEX.slice(2)}`, null],
  ['too long', `mac=${HEX}00`, null],
  ['no hex', `mac=${HEX.slice(1)}g`, null],
  ['another kind', `sha256=${HEX}`, null],
])('a signature %s', (_, header, expected) => {
  expect(readSignature(header)?.toString('hex') ?? null).toBe(expected);
});

const about = {
  accounts: [FAKE_OA],
  oaId: FAKE_OA.oaId,
  event: JSON.parse(BODY.toString()),
  headerTimestamp: '5',
};
const spaced = Buffer.from(BODY.toString().replace(':', ': '));
test.each<[string, Buffer, RegExp]>([
  [
    "the app's secret in place of the OA's",
    macOf(SIGNED, FAKE_OA.appSecret),
    /ZALO_APP_SECRET of OA 388613280878808645$/,
  ],
  [
    'the OA id in place of the app id',
    macOf({ ...SIGNED, appId: FAKE_OA.oaId }, FAKE_OA.oaSecretKey),
    /OA id in place of the app id/,
  ],
  [
    'the timestamp of the header',
    macOf({ ...SIGNED, timestamp: '5' }, FAKE_OA.oaSecretKey),
    /X-ZEvent-Timestamp/,
  ],
  ['a secret nobody has', macOf(SIGNED, 'another'), /none of our secrets/],
])('a hint tells of %s', (_, signature, hint) => {
  expect(signatureHint(signature, SIGNED, about)).toMatch(hint);
});

test('a hint tells that something on the way rewrites bodies', () => {
  const original = macOf(SIGNED, FAKE_OA.oaSecretKey);
  expect(signatureHint(original, { ...SIGNED, body: spaced }, about)).toMatch(/written anew/);
});

test('a hint never shows a secret', () => {
  for (const secret of [FAKE_OA.appSecret, FAKE_OA.oaSecretKey]) {
    const hint = signatureHint(macOf(SIGNED, secret), SIGNED, about);
    expect(hint).not.toContain(FAKE_OA.appSecret);
    expect(hint).not.toContain(FAKE_OA.oaSecretKey);
  }
});
