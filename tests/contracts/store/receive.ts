import { fresh, given, type Shared, seal, trues } from './house.ts';
import { newExchange, put, read, received } from './samples.ts';

export function describeReceive(shared: Shared): void {
  describe('receive', () => {
    const { store, other, house } = shared;

    test('gives back everything, and null for what is not there', async () => {
      const told = { what: 'card', code: 'K7-4F2', why: 'new' } as const;
      const sent = newExchange({
        received: received({ told, attachments: [{ type: 'image', url: null, name: null, size: 3 }] }),
      });
      await store().exchanges.receive(sent);
      const { wantsTurn: _, ...stored } = sent;
      expect(await store().exchanges.get(sent.key)).toEqual({
        ...stored,
        processed: null,
        replies: [],
        turn: null,
        rev: 0,
        tries: 0,
        finishTries: 0,
        parked: false,
        notBefore: null,
        waitingSince: sent.at,
        unfinishedSince: null,
        nextReplyAt: null,
        troubleSince: null,
      });
    });

    test('a redelivery is a no-op: the first stands', async () => {
      const first = await put(store(), { received: received({ text: 'ví dụ một' }) });
      const again = { ...first, received: received({ text: 'ví dụ hai' }) };
      expect(await store().exchanges.receive(again)).toBe(false);
      expect((await read(store(), first.key)).received.text).toBe('ví dụ một');
    });

    test('of many at once exactly one is first', async () => {
      const exchange = newExchange();
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, i) => (i % 2 ? store() : other()).exchanges.receive(exchange)),
      );
      expect(trues(answers)).toBe(1);
    });

    test('seals the raw event and gives it back sealed', async () => {
      const secret = fresh('raw');
      const { key } = await put(store(), { received: received({ raw: secret }) });
      const { raw } = (await read(store(), key)).received;
      expect(seal.open('raw', given(raw))).toBe(secret);
      expect(JSON.stringify(await house().raw('exchanges'))).not.toContain(secret);
    });

    test('what wants no turn is stored done', async () => {
      const { key, person } = await put(store(), { wantsTurn: false });
      expect(await read(store(), key)).toMatchObject({ waitingSince: null, turn: null });
      expect(await store().exchanges.waiting(person, 10)).toEqual([]);
      expect(await store().exchanges.countTry(key)).toBe(false);
    });

    test('absent scalars are absent in storage, so that indexes stay sparse', async () => {
      const { key } = await put(store(), { wantsTurn: false, received: received({ heard: false }) });
      const document = given((await house().raw('exchanges')).find(({ _id }) => _id === key));
      const sparse = [
        'turn',
        'turnKey',
        'inbox',
        'heardAt',
        'waitingSince',
        'unfinishedSince',
        'nextReplyAt',
        'troubleSince',
      ];
      expect(Object.keys(document).filter((name) => sparse.includes(name))).toEqual([]);
    });

    test.each([
      'a/b#1/to/x',
      'case:K7-4F2:answer:2026-11-24T02:00:00.000Z:80:p',
      'chữ:việt:😀',
      '$where:%2e.%2e',
      ' : : ',
    ])('any text is a key: %s', async (suffix) => {
      const { key } = await put(store(), { key: fresh(suffix) + suffix });
      expect((await read(store(), key)).key).toBe(key);
    });

    test('an unknown key is nobody', async () => {
      expect(await store().exchanges.get(fresh('nobody'))).toBeNull();
    });
  });
}
