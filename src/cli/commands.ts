import type { Command, CommandParts } from './io.ts';
import { UsageError } from './usage-error.ts';

const parts = ({ app }: CommandParts) => ({ store: () => app.store('command'), world: app.world });

/** Every command, in the order of the help page. Each loads what it needs when it is called: one question does not wait for a web server. */
export const commands: readonly Command[] = [
  {
    name: 'serve',
    does: 'the server: web chat, webhooks, clocks',
    load: () => import('./serve.ts'),
  },
  {
    name: 'chat',
    does: 'talk with the bot in the terminal, as a worker would',
    load: () => import('./chat.ts'),
  },
  {
    name: 'ask',
    does: 'what the bot makes of each line of JSON on stdin',
    async load() {
      const { ask, usage } = await import('./ask.ts');
      return {
        usage,
        async run(args, { io, app, storeIsChosen }) {
          if (args.join(' ') !== '--jsonl') throw new UsageError(usage);
          const { knowledge, understand } = await app.learned();
          const laws = storeIsChosen ? await (await app.laws('command')).current() : null;
          const law = laws?.shown ?? (() => null);
          return ask(io.stdin, { understand, knowledge, law, now: app.world.now, write: io.stdout });
        },
      };
    },
  },
  {
    name: 'exchanges',
    does: 'the log as JSON lines',
    async load() {
      const { run, usage } = await import('./exchanges.ts');
      return { usage, run: (args, all) => run(args, all.io, parts(all)) };
    },
  },
  {
    name: 'cases',
    does: 'the cases as JSON lines',
    async load() {
      const { run, usage } = await import('./cases.ts');
      return { usage, run: (args, all) => run(args, all.io, parts(all)) };
    },
  },
  {
    name: 'intents',
    does: 'checks what people say and how well it is understood; teaches it to Dialogflow and brings back what was added there',
    async load() {
      const { run, usage } = await import('./intents.ts');
      return {
        usage,
        run: (args, { io, app }) =>
          run(args, io, {
            agent: async (say) => (await app.dialogflow()?.agent(say)) ?? null,
            now: app.world.now,
          }),
      };
    },
  },
  {
    name: 'content',
    does: 'checks what we say, and what falls due',
    async load() {
      const { run, usage } = await import('./content.ts');
      return { usage, run: (args, { io }) => run(args, io) };
    },
  },
  {
    name: 'law',
    does: 'loads statutes and searches them',
    async load() {
      const { run, usage } = await import('./law.ts');
      return {
        usage,
        run: (args, { io, app }) =>
          run(args, io, { store: () => app.store('command'), laws: () => app.laws('command') }),
      };
    },
  },
  {
    name: 'union',
    does: 'loads and checks units and officers',
    async load() {
      const { run, usage } = await import('./union.ts');
      return { usage, run: (args, all) => run(args, all.io, parts(all)) };
    },
  },
  {
    name: 'staff',
    does: 'accounts of the console, link codes of officers',
    async load() {
      const { run, usage } = await import('./staff.ts');
      return {
        usage,
        run: (args, all) =>
          run(args, all.io, { ...parts(all), publicUrl: all.app.config.PUBLIC_URL ?? null }),
      };
    },
  },
  {
    name: 'backup',
    does: 'copies the store into a new folder',
    async load() {
      const { runBackup, usage } = await import('./backup.ts');
      return { usage, run: (args, { io, app }) => runBackup(args, io, app.copies) };
    },
  },
  {
    name: 'restore',
    does: 'writes a copy into an empty store',
    async load() {
      const { restoreUsage, runRestore } = await import('./backup.ts');
      return { usage: restoreUsage, run: (args, { io, app }) => runRestore(args, io, app.copies) };
    },
  },
  {
    name: 'doctor',
    does: 'says what is wrong with this installation and how to mend it',
    load: () => import('./doctor.ts'),
  },
];
