import type { ComponentChildren } from 'preact';
import type { EffectView, ExchangeView, ProcessedView } from '../../../exchanges/describe.ts';
import type { Trace } from '../../../model/trace.ts';
import { DANGERS } from '../../../model/understanding.ts';
import { caseAt, exchangeAt } from '../../addresses.ts';
import {
  CONSULTATION_WORDS,
  DANGER_WORDS,
  EFFECT_WORDS,
  OUTCOME_WORDS,
  RULE_WORDS,
  share,
  topicWords,
} from '../../log-words.ts';
import { Facts, Steps } from '../../parts/crossing.tsx';
import { When } from '../../parts/when.tsx';
import { sureness, type Topics } from './row.tsx';
import { type Limit, Scores } from './scores.tsx';

/** What was understood and decided, and why. */
export const Processing = ({ view, topics }: { view: ExchangeView; topics: Topics }) => {
  const { processed, status, key } = view;
  if (!processed)
    return (
      <p class="soft">
        {status === 'waiting' ? 'Đang chờ tới lượt.' : 'Đã xét cùng tin khác, hoặc không cần xử lý.'}
      </p>
    );
  const limits = limitsOf(processed.trace);
  const sure = sureness(view);
  return (
    <>
      <p>
        <strong>
          {OUTCOME_WORDS[processed.outcome]}: {topicWords(topics, processed.topic)}.
        </strong>{' '}
        {sure !== null && (
          <>
            Độ chắc <span class="num">{sure}</span>
            {placeAmong(processed.confidence, limits)}.
          </>
        )}
      </p>
      {sure !== null && processed.ranked.length > 0 && (
        <Scores ranked={processed.ranked} limits={limits} topics={topics} />
      )}
      <h3>Vì sao xử lý như vậy</h3>
      <Steps label="Vì sao xử lý như vậy" rows={reasonsOf(processed, key)} />
      <h3>Phiên bản lúc trả lời</h3>
      <Facts rows={versionsOf(processed)} />
    </>
  );
};

const limitsOf = (trace: Trace | null): Limit[] => {
  const { ask, sure } = trace?.thresholds ?? {};
  return [
    ...(ask === undefined ? [] : [{ value: ask, above: 'hỏi lại' }]),
    ...(sure === undefined ? [] : [{ value: sure, above: 'trả lời' }]),
  ];
};

function placeAmong(confidence: number, limits: readonly Limit[]): string {
  const reached = limits.findLast(({ value }) => confidence >= value);
  const next = limits.find(({ value }) => confidence < value);
  if (reached && !next) return `, trên ngưỡng ${reached.above} ${share(reached.value)}`;
  return next ? `, dưới ngưỡng ${next.above} ${share(next.value)}` : '';
}

type Step = { of: string; is: ComponentChildren };

function reasonsOf(processed: ProcessedView, key: string): Step[] {
  const { trace, effects, entities, after, answer, outcome, covers } = processed;
  const others = covers.filter((one) => one !== key);
  return [
    ...(trace
      ? before(processed, trace)
      : [{ of: 'Vì sao', is: 'Lượt này được quyết định trước khi hệ thống ghi lại lý do' }]),
    ...(entities.length === 0 ? [] : [{ of: 'Thấy trong tin', is: entities.map(entityWords).join('; ') }]),
    {
      of: 'Quyết định',
      is: answer ? `Trả lời bằng bài ${answer.id}` : OUTCOME_WORDS[outcome],
    },
    ...(others.length === 0 ? [] : [{ of: 'Gộp với', is: <Others keys={others} /> }]),
    { of: 'Việc kèm theo', is: effects.length === 0 ? 'Không có' : <Effects effects={effects} /> },
    { of: 'Sau đó', is: standingWords(after) },
  ];
}

function before({ danger }: ProcessedView, trace: Trace): Step[] {
  const { read, rule, dangerWords, dangerNow, fear, grievance, places, officer, cases } = trace;
  const kind = DANGERS.find((one) => one === danger);
  const seen = kind ? `Có dấu hiệu ${DANGER_WORDS[kind]}${dangerNow ? ', đang xảy ra' : ''}` : 'Không';
  const moods = [fear && 'sợ bị lộ', grievance && 'kể điều bị thiệt'].filter(Boolean).join(', ');
  return [
    ...(read === '' ? [] : [{ of: 'Đọc thành', is: read }]),
    { of: 'Luật dùng', is: RULE_WORDS[rule] },
    {
      of: 'Nguy hiểm',
      is: (
        <>
          {seen}
          {dangerWords.length > 0 && (
            <>
              : <mark>{dangerWords.join(', ')}</mark>
            </>
          )}
        </>
      ),
    },
    ...(moods === '' ? [] : [{ of: 'Người nhắn', is: moods }]),
    ...(places.length === 0
      ? []
      : [{ of: 'Nơi làm', is: places.map(({ name, score }) => `${name} (${share(score)})`).join('; ') }]),
    ...(officer === null ? [] : [{ of: 'Là cán bộ', is: officer }]),
    ...(cases.length === 0 ? [] : [{ of: 'Hồ sơ biết', is: <Cases codes={cases} /> }]),
    { of: 'Trước đó', is: standingWords(trace.before) },
  ];
}

function standingWords({ place, owner, case: code }: Trace['before']): ComponentChildren {
  const at = place === null ? 'không dở việc nào' : `đang ở bước ${place}`;
  return (
    <>
      {owner === 'officer' ? 'Cán bộ' : 'Trợ lý'} giữ cuộc trò chuyện, {at}
      {code !== null && (
        <>
          , hồ sơ <Case code={code} />
        </>
      )}
    </>
  );
}

const Case = ({ code }: { code: string }) => <a href={caseAt(code)}>{code}</a>;

const Cases = ({ codes }: { codes: readonly string[] }) => (
  <>
    {codes.map((code, n) => (
      <>
        {n > 0 && ', '}
        <Case key={code} code={code} />
      </>
    ))}
  </>
);

const Others = ({ keys }: { keys: readonly string[] }) => (
  <>
    {keys.map((key, n) => (
      <>
        {n > 0 && ', '}
        <a key={key} href={exchangeAt(key)}>
          tin thứ {n + 2}
        </a>
      </>
    ))}
  </>
);

const RESULT = { done: 'xong', refused: 'không làm được vì đã khác đi', failed: 'không làm được' } as const;

const Effects = ({ effects }: { effects: readonly EffectView[] }) => (
  <>
    {effects.map(({ n, do: act, code, outcome }) => (
      <p key={n}>
        {EFFECT_WORDS[act]}
        {code !== null && (
          <>
            {' '}
            <Case code={code} />
          </>
        )}
        : {outcome === null ? 'đang làm' : RESULT[outcome]}
      </p>
    ))}
  </>
);

const ENTITY_WORDS: Record<string, string> = {
  money: 'số tiền',
  dates: 'ngày',
  durations: 'khoảng thời gian',
  workplaces: 'nơi làm',
  areas: 'địa bàn',
  phones: 'số điện thoại (đã che)',
};
const MONEY = new Intl.NumberFormat('vi-VN');

function entityWords({ name, values }: ProcessedView['entities'][number]): string {
  const shown = name === 'money' ? values.map((value) => `${MONEY.format(Number(value))} đ`) : values;
  return `${ENTITY_WORDS[name] ?? name}: ${shown.join(', ')}`;
}

function versionsOf({ engine, answer, trace, citations, at }: ProcessedView) {
  const thresholds = Object.entries(trace?.thresholds ?? {});
  return [
    { of: 'Quyết định lúc', is: <When at={at} withSeconds /> },
    { of: 'Mô hình', is: engine === '' ? 'Không dùng' : engine },
    ...(answer ? [{ of: 'Bài trả lời', is: `${answer.id}, bản ${answer.version}` }] : []),
    ...(citations.length === 0 ? [] : [{ of: 'Căn cứ', is: citations.map(citationWords).join('; ') }]),
    ...(thresholds.length === 0
      ? []
      : [
          {
            of: 'Ngưỡng',
            is: thresholds.map(([name, value]) => `${LIMIT_WORDS[name] ?? name} ${share(value)}`).join('; '),
          },
        ]),
    ...(trace?.consulted
      ? [
          {
            of: 'Dialogflow',
            is: `${CONSULTATION_WORDS[trace.consulted.how]} (${Math.round(trace.consulted.tookMs)} mili giây)`,
          },
        ]
      : []),
    ...(trace ? [{ of: 'Thời gian', is: `${Math.round(trace.tookMs)} mili giây` }] : []),
  ];
}

/** An article by its number, an appendix by its name; a law may be cited as a whole. */
function citationWords({ law, article }: ProcessedView['citations'][number]): string {
  if (article === '') return law;
  return /^\d/.test(article) ? `${law}, Điều ${article}` : `${law}, ${article}`;
}

const LIMIT_WORDS: Record<string, string> = {
  danger: 'nguy hiểm',
  sure: 'trả lời',
  part: 'một phần của tin',
  ask: 'hỏi lại',
  offTopic: 'ngoài phạm vi',
  strange: 'từ lạ',
};
