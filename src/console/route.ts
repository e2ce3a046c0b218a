import type { VNode } from 'preact';
import type { Role } from '../model/staff.ts';
import type { SignedIn } from '../staff/sessions.ts';
import type { FormFields } from './form-fields.ts';

/** What every handler is given. Handlers never see Express. */
export type PublicAsk = {
  /** Of the path: `/accounts/:login`. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Empty unless it is a POST. */
  form: FormFields;
  who: SignedIn | null;
  /** Scheme and host under which people reach us, for a link that is handed on. */
  origin: string;
  /** For counting attempts only. */
  address: string;
  browser: string;
  /** htmx asks for a part of the page; without script the same address answers the whole of it. */
  isPart: boolean;
};

export type Ask = PublicAsk & {
  who: SignedIn;
  /** The units whose cases this person may see; null means every unit. A list narrows its query with it. */
  units: ReadonlySet<string> | null;
};

/** What a handler answers; `router.ts` makes bytes of it. */
export type Answer =
  /** A page in the shell; `room` is the path of the rail's current place. */
  | { is: 'page'; title: string; room: string | null; body: VNode; status?: number }
  /** A page without the shell: sign-in and one-time links. */
  | { is: 'door'; title: string; body: VNode; status?: number }
  /** One decision: a dialog over the page, or a page of its own without script. */
  | { is: 'dialog'; title: string; room: string | null; body: VNode; status?: number }
  /** What htmx puts into the page. */
  | { is: 'part'; body: VNode }
  /** Elsewhere (303). `said` is shown there once; `session` begins or ends one. */
  | { is: 'go'; to: string; said?: string; session?: { token: string } | 'end' }
  | { is: 'file'; name: string; type: string; body: string | Buffer }
  /** Server-sent events until the browser, the session or `stop` ends them. */
  | { is: 'stream'; start(send: (event: string, body: VNode) => void): () => void };

type Row = {
  method: 'GET' | 'POST';
  path: string;
  /** Asked by a page that is merely open: it does not prolong the session. */
  isQuiet?: true;
};

/** One row of the table from which the router is made. `scope` says whose things are behind it. */
export type ConsoleRoute =
  | (Row & { roles: 'everybody'; scope: 'public'; handle(ask: PublicAsk): Promise<Answer> })
  | (Row & { roles: readonly Role[]; scope: 'any'; handle(ask: Ask): Promise<Answer> })
  | (Row & {
      roles: readonly Role[];
      scope: 'own-unit';
      /**
       * The unit that holds what is addressed; null when there is no such thing. Somebody of another unit is told the same:
       * there is nothing here. 'list': nothing is addressed, the handler narrows with `ask.units`.
       */
      unitOf: 'list' | ((ask: Ask) => Promise<{ unit: string | null } | null>);
      handle(ask: Ask): Promise<Answer>;
    });
