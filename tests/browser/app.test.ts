import { createMovingWorld } from '../journeys/moving-world.ts';
import { startApp } from '../journeys/start-app.ts';
import { describeChatPage } from './chat-page.ts';

describeChatPage('the whole app', async () => {
  const world = createMovingWorld(new Date().toISOString());
  const app = await startApp({ world });
  return {
    url: app.url,
    async close() {
      await app.stop();
      world.close();
    },
  };
});
