import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { Sessions, SignedIn } from '../staff/sessions.ts';
import type { World } from '../world.ts';
import type { Cookie } from './cookies.ts';
import type { CountsOf } from './counts.tsx';
import type { Csrf } from './csrf.ts';
import { documentOf, partOf } from './document.tsx';
import type { PageFacts } from './page-context.ts';
import { Door, Shell } from './parts/shell.tsx';
import { ProblemPage, ProblemPart, problemOf } from './problems.tsx';
import type { Room } from './rooms.ts';
import type { Answer } from './route.ts';
import { openStream } from './stream.ts';

/** What travels with every request, by cookie and form field. */
export type Guards = { session: Cookie; said: Cookie; csrf: Csrf };

type AnswererDeps = {
  rooms: readonly Room[];
  sessions: Sessions;
  assets: { urlOf(file: string): string };
  counts: CountsOf;
  world: World;
  isDemo?: boolean;
};

/** Turns what a handler answers into bytes. */
export type Answerer = {
  send(req: Request, res: Response, who: SignedIn | null, answer: Answer): Promise<void>;
  problem(req: Request, res: Response, who: SignedIn | null, status: number): Promise<void>;
  /** Nobody is signed in: to the sign-in page and back again afterwards. */
  signIn(req: Request, res: Response): Promise<void>;
};

export const isPart = (req: Request): boolean =>
  req.get('hx-request') === 'true' && req.get('hx-boosted') !== 'true';

export function createAnswerer(deps: AnswererDeps, guards: (req: Request) => Guards): Answerer {
  const { rooms, assets, world } = deps;

  const factsFor = (req: Request, res: Response, who: SignedIn | null): PageFacts => ({
    urlOf: assets.urlOf,
    csrf: guards(req).csrf.token(req, res, who?.session ?? null),
    now: world.now(),
    isDemo: deps.isDemo ?? false,
  });

  type Page = { title: string; room: string | null; body: VNode; status?: number };
  async function sendPage(req: Request, res: Response, who: SignedIn | null, page: Page): Promise<void> {
    const facts = factsFor(req, res, who);
    const { said } = guards(req);
    const words = said.read(req);
    if (words !== null) said.take(res);
    // A page that says what is wrong is there also when nothing can be counted.
    const counts = who ? await deps.counts(who.account).catch(() => new Map()) : new Map();
    const inside = who ? (
      <Shell account={who.account} rooms={rooms} room={page.room} counts={counts} said={words}>
        {page.body}
      </Shell>
    ) : (
      <Door>{page.body}</Door>
    );
    const html = documentOf({ facts, title: page.title, hasScript: who !== null, children: inside });
    res
      .status(page.status ?? 200)
      .type('html')
      .send(html);
  }

  function sendPart(req: Request, res: Response, who: SignedIn | null, body: VNode): void {
    res.type('html').send(partOf(factsFor(req, res, who), body));
  }

  /** Somebody follows a link from a message: browsers send our cookie only to a page that we ourselves lead to. */
  function sendKnock(req: Request, res: Response): void {
    const facts = factsFor(req, res, null);
    const title = 'Đang mở';
    const body = (
      <Door>
        <p>
          <a href={req.originalUrl}>Mở trang</a>
        </p>
      </Door>
    );
    res
      .type('html')
      .send(documentOf({ facts, title, hasScript: false, leadsTo: req.originalUrl, children: body }));
  }

  function go(req: Request, res: Response, answer: Extract<Answer, { is: 'go' }>): void {
    const { session, said } = guards(req);
    if (answer.session === 'end') session.take(res);
    else if (answer.session) session.give(res, answer.session.token);
    if (answer.said !== undefined) said.give(res, answer.said);
    if (isPart(req)) res.set('HX-Redirect', answer.to).status(200).end();
    else res.redirect(303, answer.to);
  }

  function stream(
    req: Request,
    res: Response,
    who: SignedIn,
    answer: Extract<Answer, { is: 'stream' }>,
  ): void {
    const token = guards(req).session.read(req);
    const isOpen = async () => token !== null && (await deps.sessions.peek(token)) !== null;
    const facts = factsFor(req, res, who);
    const start: Parameters<typeof openStream>[1]['start'] = (send) =>
      answer.start((event, body) => send(event, partOf(facts, body)));
    openStream(res, { world, isOpen, start });
  }

  async function problem(req: Request, res: Response, who: SignedIn | null, status: number): Promise<void> {
    const { title } = problemOf(status);
    if (!isPart(req))
      return sendPage(req, res, who, { title, room: null, status, body: <ProblemPage status={status} /> });
    sendPart(req, res.status(status), who, <ProblemPart status={status} />);
  }

  return {
    async send(req, res, who, answer) {
      switch (answer.is) {
        case 'page':
          return sendPage(req, res, who, answer);
        case 'door':
          return sendPage(req, res, null, { ...answer, room: null });
        case 'dialog':
          return isPart(req) ? sendPart(req, res, who, answer.body) : sendPage(req, res, who, answer);
        case 'part':
          return sendPart(req, res, who, answer.body);
        case 'go':
          return go(req, res, answer);
        case 'file':
          return void res.attachment(answer.name).type(answer.type).send(answer.body);
        case 'stream':
          return who ? stream(req, res, who, answer) : problem(req, res, null, 401);
      }
    },
    problem,
    async signIn(req, res) {
      if (isPart(req)) res.set('HX-Redirect', '/console/sign-in').status(401).end();
      // What was sent is not done, and cannot be sent again by going back there.
      else if (req.method !== 'GET') await problem(req, res, null, 401);
      else if (req.get('sec-fetch-site') === 'cross-site') sendKnock(req, res);
      else res.redirect(303, `/console/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
    },
  };
}
