import { createWebChat } from '../../../src/channels/web-chat/web-chat.ts';
import { createSeal } from '../../../src/seal.ts';
import { describeChannel } from '../../contracts/describe-channel.ts';

const seal = createSeal(Buffer.alloc(32, 7));

// No platform is called: browsers fetch from the store, so nothing can go wrong on the way.
describeChannel('web-chat', {
  has: { webhook: null, troubles: null, showsChoices: true },
  open: async () => ({
    adapter: createWebChat({ seal }),
    account: 'phiên',
    person: 'phiên',
    webhook: null,
    api: null,
    close: async () => {},
  }),
});
