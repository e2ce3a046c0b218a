import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from './errors.ts';
import { readEndpoint } from './understanding/dialogflow/endpoint.ts';

// The only description of the environment; main.ts alone reads it. `.env.example` is generated from this schema.
const text = (meaning: string) => z.string().min(1).optional().describe(meaning);
const schema = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe('port of the web server; 0 takes a free one'),
  PUBLIC_URL: z.url().optional().describe('address under which people reach the server, https in production'),
  LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('least severity that is logged'),
  TRUST_PROXY: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('how many reverse proxies stand in front'),
  STORE_URL: z
    .string()
    .regex(/^(file:|mongodb(\+srv)?:\/\/)/, 'must be file:<path> or mongodb://…')
    .default('file:./data/cau-noi.db')
    .describe(
      'file:<path> for one machine (in DATA_DIR when absent), mongodb://… (a replica set) to scale out',
    ),
  DATA_DIR: z.string().min(1).default('./data').describe('folder for the key, attachments and the spool'),
  SECRET_KEY: text('32 bytes in base64 or hex that seal tokens and identities; made in DATA_DIR when absent'),
  BURST_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(8000)
    .default(2500)
    .describe('how long an unsure turn waits for the person to finish typing'),
  BACKUP_DIR: text('folder for a copy each night, best on another disk; the newest 14 are kept'),
  BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
    .default('02:30')
    .describe('when the nightly copy is taken, in Vietnam'),
  METRICS_TOKEN: text('bearer token for /metrics; without it only this machine may read them'),
  ZALO_OA_ID: text('id of the Zalo Official Account'),
  ZALO_APP_ID: text('id of the Zalo app the OA is linked to'),
  ZALO_APP_SECRET: text('secret of the Zalo app (Settings page), for OAuth'),
  ZALO_OA_SECRET_KEY: text('OA secret key (Webhook page), checks signatures'),
  ZALO_ACCESS_TOKEN: text('first access token; afterwards the newest pair lives sealed in the store'),
  ZALO_REFRESH_TOKEN: text('first refresh token'),
  ZALO_CODE_VERIFIER: text('PKCE verifier of the consent link'),
  ZALO_VERIFIER: text('code by which Zalo verifies that the domain is ours'),
  ZALO_API_URL: z.url().default('https://openapi.zalo.me').describe('Zalo OpenAPI host; loopback for tests'),
  ZALO_OAUTH_URL: z
    .url()
    .default('https://oauth.zaloapp.com')
    .describe('Zalo OAuth host; loopback for tests'),
  ZALO_SIGNATURE: z
    .enum(['enforce', 'log-only'])
    .default('enforce')
    .describe('log-only for the first day of a new OA: unverified events are answered but cause no effect'),
  MESSENGER_PAGE_ID: text('id of the Facebook page'),
  MESSENGER_PAGE_TOKEN: text('page access token with pages_messaging; one that does not expire'),
  MESSENGER_APP_SECRET: text('secret of the Meta app, checks signatures'),
  MESSENGER_VERIFY_TOKEN: text('word of your own that Meta repeats when the webhook is set up'),
  MESSENGER_GRAPH_URL: z
    .url()
    .default('https://graph.facebook.com')
    .describe('Graph API host; loopback for tests'),
  MESSENGER_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'must look like v25.0')
    .default('v25.0')
    .describe('version of the Graph API'),
  DIALOGFLOW_PROJECT_ID: text(
    'Google Cloud project of a Dialogflow ES agent; without it the embedded engine works alone',
  ),
  GOOGLE_APPLICATION_CREDENTIALS: text('key file (JSON) of the service account that may use the agent'),
  DIALOGFLOW_API_ENDPOINT: z
    .string()
    .refine((value) => readEndpoint(value) !== null, 'must be this machine or a host of googleapis.com')
    .default('dialogflow.googleapis.com')
    .describe('host of the Dialogflow API, with its region where it has one; loopback for tests'),
});

/** Settings that make sense only together. */
type Setting = keyof typeof schema.shape;
type Group = { channel: string; needs: Setting[]; optional: Setting[] };
const GROUPS: Group[] = [
  {
    channel: 'zalo-oa',
    needs: ['ZALO_OA_ID', 'ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_SECRET_KEY', 'ZALO_REFRESH_TOKEN'],
    optional: ['ZALO_ACCESS_TOKEN', 'ZALO_CODE_VERIFIER'],
  },
  {
    channel: 'messenger',
    needs: ['MESSENGER_PAGE_ID', 'MESSENGER_PAGE_TOKEN', 'MESSENGER_APP_SECRET', 'MESSENGER_VERIFY_TOKEN'],
    optional: [],
  },
];

export type Config = z.infer<typeof schema> & {
  /** A house of examples (`serve --demo`): never beside real settings, and every page says so. */
  demo: boolean;
};

/** Reads and checks the environment. An empty value counts as absent. Throws one error that names everything wrong. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in schema.shape && value !== ''),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new AppError('invalid', `settings are wrong:\n${problems.join('\n')}`);
  }
  for (const { channel, needs, optional } of [...GROUPS, dialogflowGroup(result.data)]) {
    const some = [...needs, ...optional].some((name) => result.data[name] !== undefined);
    const missing = needs.filter((name) => result.data[name] === undefined);
    if (some && missing.length > 0)
      throw new AppError('invalid', `settings of ${channel} are half filled; missing: ${missing.join(', ')}`);
  }
  // One setting moves the house: the store lies beside its key unless it is told otherwise.
  const store = given.STORE_URL === undefined ? { STORE_URL: `file:${result.data.DATA_DIR}/cau-noi.db` } : {};
  return { ...result.data, ...store, demo: false };
}

/** An agent on this machine is a test's and asks for no key. */
function dialogflowGroup({ DIALOGFLOW_API_ENDPOINT: endpoint }: z.infer<typeof schema>): Group {
  const needsKey = readEndpoint(endpoint)?.isLoopback !== true;
  const key = 'GOOGLE_APPLICATION_CREDENTIALS';
  return {
    channel: 'dialogflow',
    needs: ['DIALOGFLOW_PROJECT_ID', ...(needsKey ? ([key] as const) : [])],
    optional: needsKey ? [] : [key],
  };
}

/** What belongs to a real installation: with one of them set, a demo is refused. */
const REAL: readonly Setting[] = [
  'STORE_URL',
  'BACKUP_DIR',
  'DIALOGFLOW_PROJECT_ID',
  ...GROUPS.flatMap(({ needs, optional }) => [...needs, ...optional]),
];

/** Settings of a demo: a folder, a store and a key of its own inside DATA_DIR. Throws when a setting of a real house is there. */
export function loadDemoConfig(env: Record<string, string | undefined>): Config {
  const real = REAL.filter((name) => env[name] !== undefined && env[name] !== '');
  if (real.length > 0)
    throw new AppError(
      'invalid',
      `--demo never runs with the settings of a real house; take away ${real.join(', ')}`,
    );
  const config = loadConfig({ ...env, SECRET_KEY: '', GOOGLE_APPLICATION_CREDENTIALS: '' });
  const folder = join(config.DATA_DIR, 'demo');
  return { ...config, DATA_DIR: folder, STORE_URL: `file:${folder}/demo.db`, demo: true };
}

/** Channels whose settings are absent, for one honest line each at the start. */
export const channelsOff = (config: Config): string[] =>
  GROUPS.filter((group) => group.needs.some((name) => config[name] === undefined)).map(
    (group) => group.channel,
  );

const fallback = (field: z.ZodType): string => {
  const empty = field.safeParse(undefined);
  return empty.success && empty.data !== undefined ? String(empty.data) : '';
};

/** The text of `.env.example`. */
export function envExample(): string {
  const lines = Object.entries(schema.shape).flatMap(([name, field]) => [
    `# ${field.description}`,
    `${name}=${fallback(field)}`,
    '',
  ]);
  return [
    '# Every setting, with its default. Made from src/config.ts; a test keeps them equal.',
    '',
    ...lines,
  ].join('\n');
}

/** Rows of README's table. */
export const settingsTable = (): {
  name: string;
  meaning: string;
  fallback: string;
}[] =>
  Object.entries(schema.shape).map(([name, field]) => ({
    name,
    meaning: field.description ?? '',
    fallback: fallback(field),
  }));
