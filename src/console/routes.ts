import { ROLES } from '../model/staff.ts';
import { type AccountPageDeps, accountPages } from './pages/accounts.tsx';
import { type AuditPageDeps, auditPages } from './pages/audit.tsx';
import { type CasePageDeps, casePages } from './pages/cases/cases.tsx';
import { type HardshipListDeps, hardshipListPages } from './pages/cases/hardship-list.ts';
import { type CaseListDeps, caseListPages } from './pages/cases/list.tsx';
import { type FaultPageDeps, faultPages } from './pages/faults/faults.tsx';
import { type GuidePageDeps, guidePages } from './pages/guides.tsx';
import { type HomePageDeps, homePages } from './pages/home.tsx';
import { type LinkPageDeps, linkPages } from './pages/links.tsx';
import { type LivePageDeps, livePages } from './pages/live.ts';
import { type LogPageDeps, logPages } from './pages/log/log.tsx';
import { type MePageDeps, mePages } from './pages/me.tsx';
import { type SecondFactorPageDeps, secondFactorPages } from './pages/second-factor.tsx';
import { type SignInPageDeps, signInPages } from './pages/sign-in.tsx';
import type { ConsoleRoute } from './route.ts';

export type PageDeps = SignInPageDeps &
  SecondFactorPageDeps &
  LinkPageDeps &
  MePageDeps &
  AccountPageDeps &
  AuditPageDeps &
  LogPageDeps &
  FaultPageDeps &
  LivePageDeps &
  HomePageDeps &
  CaseListDeps &
  HardshipListDeps &
  CasePageDeps &
  GuidePageDeps;

/**
 * Every address of the console, who may use it and whose things are behind it. The router is made from this table and mounts
 * nothing else; `tests/console/access.test.ts` holds what each row must answer to whom, and fails for a row it does not know.
 */
export function consoleRoutes(deps: PageDeps): readonly ConsoleRoute[] {
  const home = homePages(deps);
  const audit = auditPages(deps);
  const live = livePages(deps);
  const cases = caseListPages(deps);
  const hardship = hardshipListPages(deps);
  const guides = guidePages(deps);
  return [
    ...doorRoutes(deps),
    { method: 'GET', path: '/', ...signedIn, handle: home.show },
    ...ownRoutes(deps),
    ...accountRoutes(deps),
    { method: 'GET', path: '/audit', ...admins, handle: audit.list },
    { method: 'GET', path: '/live', ...signedIn, handle: live.rail },
    ...logRoutes(deps),
    ...faultRoutes(deps),
    { method: 'GET', path: '/cases', ...ownLists, handle: cases.list },
    // Before `/cases/:code`, which would take it for a code.
    { method: 'GET', path: '/cases/hardship.xlsx', ...ownLists, handle: hardship.download },
    ...caseRoutes(deps),
    { method: 'GET', path: '/guide', ...signedIn, handle: guides.list },
    { method: 'GET', path: '/guide/:name', ...signedIn, handle: guides.show },
  ];
}

const everybody = { roles: 'everybody', scope: 'public' } as const;
const signedIn = { roles: ROLES, scope: 'any' } as const;
const ownLists = { roles: ROLES, scope: 'own-unit', unitOf: 'list' } as const;
const admins = { roles: ['admin'], scope: 'any' } as const;

function doorRoutes(deps: SignInPageDeps & LinkPageDeps): readonly ConsoleRoute[] {
  const signIn = signInPages(deps);
  const links = linkPages(deps);
  return [
    { method: 'GET', path: '/sign-in', ...everybody, handle: signIn.show },
    { method: 'POST', path: '/sign-in', ...everybody, handle: signIn.enter },
    { method: 'GET', path: '/sign-in/second', ...everybody, handle: signIn.showSecond },
    { method: 'POST', path: '/sign-in/second', ...everybody, handle: signIn.second },
    { method: 'GET', path: '/first', ...everybody, handle: links.showFirst },
    { method: 'POST', path: '/first', ...everybody, handle: links.addFirst },
    { method: 'GET', path: '/invite', ...everybody, handle: links.showInvite },
    { method: 'POST', path: '/invite', ...everybody, handle: links.accept },
    { method: 'POST', path: '/sign-out', ...signedIn, handle: signIn.leave },
  ];
}

function ownRoutes(deps: MePageDeps & SecondFactorPageDeps): readonly ConsoleRoute[] {
  const me = mePages(deps);
  const factor = secondFactorPages(deps);
  return [
    { method: 'GET', path: '/me', ...signedIn, handle: me.show },
    { method: 'POST', path: '/me/password', ...signedIn, handle: me.changePassword },
    { method: 'POST', path: '/me/sessions', ...signedIn, handle: me.endSession },
    { method: 'GET', path: '/me/second-factor', ...signedIn, handle: factor.show },
    { method: 'POST', path: '/me/second-factor/begin', ...signedIn, handle: factor.begin },
    { method: 'POST', path: '/me/second-factor/confirm', ...signedIn, handle: factor.confirm },
    { method: 'POST', path: '/me/second-factor/codes', ...signedIn, handle: factor.renew },
    { method: 'POST', path: '/me/second-factor/off', ...signedIn, handle: factor.turnOff },
  ];
}

function accountRoutes(deps: AccountPageDeps): readonly ConsoleRoute[] {
  const accounts = accountPages(deps);
  return [
    { method: 'GET', path: '/accounts', ...admins, handle: accounts.list },
    { method: 'GET', path: '/accounts/new', ...admins, handle: accounts.showNew },
    { method: 'POST', path: '/accounts', ...admins, handle: accounts.add },
    { method: 'GET', path: '/accounts/:login/change', ...admins, handle: accounts.askChange },
    { method: 'POST', path: '/accounts/:login/change', ...admins, handle: accounts.change },
    { method: 'GET', path: '/accounts/:login/end', ...admins, handle: accounts.askEnd },
    { method: 'POST', path: '/accounts/:login/end', ...admins, handle: accounts.end },
    { method: 'GET', path: '/accounts/:login/reset', ...admins, handle: accounts.askReset },
    { method: 'POST', path: '/accounts/:login/reset', ...admins, handle: accounts.reset },
    { method: 'GET', path: '/accounts/:login/second-factor', ...admins, handle: accounts.askResetFactor },
    { method: 'POST', path: '/accounts/:login/second-factor', ...admins, handle: accounts.resetFactor },
    { method: 'GET', path: '/accounts/:login/reopen', ...admins, handle: accounts.askReopen },
    { method: 'POST', path: '/accounts/:login/reopen', ...admins, handle: accounts.reopen },
  ];
}

/** An officer works with the cases of their unit; the log holds everybody's words, whichever unit they are about. */
const readers = { roles: ['staff', 'admin'], scope: 'any' } as const;

function logRoutes(deps: LogPageDeps): readonly ConsoleRoute[] {
  const log = logPages(deps);
  return [
    { method: 'GET', path: '/log', ...readers, handle: log.list },
    { method: 'GET', path: '/log/live', ...readers, handle: log.watchList },
    { method: 'GET', path: '/log/:key', ...readers, handle: log.show },
    { method: 'GET', path: '/log/:key/live', ...readers, handle: log.watch },
    { method: 'GET', path: '/log/:key/identity', ...readers, handle: log.askIdentity },
    { method: 'POST', path: '/log/:key/identity', ...readers, handle: log.openIdentity },
  ];
}

function faultRoutes(deps: FaultPageDeps): readonly ConsoleRoute[] {
  const faults = faultPages(deps);
  return [
    { method: 'GET', path: '/faults', ...readers, handle: faults.list },
    { method: 'GET', path: '/faults/live', ...readers, handle: faults.watch },
    { method: 'GET', path: '/faults/:key/retry/:n', ...readers, handle: faults.askRetry },
    { method: 'POST', path: '/faults/:key/retry/:n', ...readers, handle: faults.retry },
    { method: 'GET', path: '/faults/:key/close', ...readers, handle: faults.askClose },
    { method: 'POST', path: '/faults/:key/close', ...readers, handle: faults.close },
    { method: 'GET', path: '/faults/:key/retake', ...readers, handle: faults.askRetake },
    { method: 'POST', path: '/faults/:key/retake', ...readers, handle: faults.retake },
    { method: 'GET', path: '/faults/:key/hand-over', ...readers, handle: faults.askHandOver },
    { method: 'POST', path: '/faults/:key/hand-over', ...readers, handle: faults.handOver },
  ];
}

function caseRoutes(deps: CasePageDeps): readonly ConsoleRoute[] {
  const one = casePages(deps);
  const theirs = { roles: ROLES, scope: 'own-unit', unitOf: one.unitOf } as const;
  return [
    { method: 'GET', path: '/cases/:code', ...theirs, handle: one.show },
    { method: 'GET', path: '/cases/:code/news', ...theirs, isQuiet: true, handle: one.news },
    { method: 'POST', path: '/cases/:code/words', ...theirs, handle: one.words },
    { method: 'POST', path: '/cases/:code/notes', ...theirs, handle: one.note },
    { method: 'POST', path: '/cases/:code/accept', ...theirs, handle: one.accept },
    { method: 'GET', path: '/cases/:code/extend', ...theirs, handle: one.askExtend },
    { method: 'POST', path: '/cases/:code/extend', ...theirs, handle: one.extend },
    { method: 'GET', path: '/cases/:code/transfer', ...theirs, handle: one.askTransfer },
    { method: 'POST', path: '/cases/:code/transfer', ...theirs, handle: one.transfer },
    { method: 'GET', path: '/cases/:code/resolve', ...theirs, handle: one.askResolve },
    { method: 'POST', path: '/cases/:code/resolve', ...theirs, handle: one.resolve },
    { method: 'GET', path: '/cases/:code/step-aside', ...theirs, handle: one.askStepAside },
    { method: 'POST', path: '/cases/:code/step-aside', ...theirs, handle: one.stepAside },
  ];
}
