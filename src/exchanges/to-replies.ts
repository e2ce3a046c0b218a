import type { ChannelLimits } from '../channels/channel.ts';
import { withNumbers } from '../channels/numbered-text.ts';
import { splitText } from '../channels/split-text.ts';
import type { ReplyDraft } from '../model/decision.ts';
import type { Choice, HeldText, Reply } from '../model/exchange.ts';

/** What the person will read: one entry per platform message, choices written out where the channel does not show them. */
export function toReplies(drafts: ReplyDraft[], limits: ChannelLimits, line: 0 | 1 | 2): Reply[] {
  const kind = (['reply', 'notice', 'bulk'] as const)[line];
  const parts = drafts.flatMap((draft) =>
    draft.held ? [heldPart(draft, draft.held, limits)] : textParts(draft, limits),
  );
  return parts.map((part, index) => ({
    n: index + 1,
    kind,
    attempts: 0,
    platformId: null,
    resent: false,
    final: false,
    failure: null,
    notBefore: null,
    sendingSince: null,
    sentAt: null,
    ...part,
  }));
}

type Part = Pick<Reply, 'by' | 'text' | 'choices' | 'status' | 'held' | 'once' | 'keep' | 'supersedes'>;

/** A long text is cut at sentence ends; its choices go with the last piece. */
function textParts(draft: ReplyDraft, limits: ChannelLimits): Part[] {
  const { by, once, keep, supersedes } = draft;
  const pieces = splitText(shown(draft.text, draft.choices, limits), limits.maxText);
  return pieces.map((text, index) => ({
    by,
    once,
    keep,
    supersedes,
    text,
    held: null,
    status: 'queued',
    choices: index === pieces.length - 1 ? draft.choices : [],
  }));
}

function heldPart(draft: ReplyDraft, held: HeldText, limits: ChannelLimits): Part {
  const { by, once, keep, supersedes, choices } = draft;
  const withChoices: HeldText = {
    done: shown(held.done, choices, limits),
    refused: held.refused,
    sorry: held.sorry,
  };
  return {
    by,
    once,
    keep,
    supersedes,
    choices,
    text: '',
    held: withChoices,
    status: 'held',
  };
}

const shown = (text: string, choices: Choice[], limits: ChannelLimits): string =>
  limits.showsChoices ? text : withNumbers(text, choices);

/** The words of a held reply once its turn's effects have ended: `{code}` and the like from their results. */
export function release(reply: Reply, ending: keyof HeldText, facts: Record<string, string>): Reply {
  if (reply.status !== 'held' || !reply.held) return reply;
  const text = reply.held[ending].replaceAll(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
  // An ending without words says nothing: the reply is dropped, not sent empty.
  if (text.trim() === '') return { ...reply, status: 'superseded', final: true };
  return {
    ...reply,
    text,
    choices: ending === 'done' ? reply.choices : [],
    status: 'queued',
  };
}
