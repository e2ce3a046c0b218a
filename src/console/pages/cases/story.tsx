import type { StoryDelivery, StoryItem } from '../../../exchanges/case-story.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { Bubble, Note } from '../../parts/speech.tsx';
import { Moment, Timeline } from '../../parts/timeline.tsx';
import { When } from '../../parts/when.tsx';
import type { Names } from './names.ts';
import { deliveryWords, EVENT_WORDS, WORDLESS } from './words.ts';

type StoryProps = {
  items: readonly StoryItem[];
  names: Names;
  /** How words are shown to this reader. */
  shown(text: string): string;
};

/** All that happened in a case, oldest first. */
export const Story = ({ items, names, shown }: StoryProps) => (
  <Timeline>
    {items.map((item, n) => {
      const { who, says, icon } = headOf(item, names);
      return (
        <Moment
          key={n}
          icon={icon}
          head={
            <>
              <When at={item.at} withDay /> · <strong>{who}</strong> {says}
            </>
          }
        >
          <Words item={item} shown={shown} />
        </Moment>
      );
    })}
  </Timeline>
);

type Said = { who: string; says: string; icon: IconName };

function headOf(item: StoryItem, names: Names): Said {
  switch (item.is) {
    case 'worker':
      return { who: names.who('worker'), says: '', icon: 'user' };
    case 'officer':
      return { who: names.who(item.by), ...EVENT_WORDS[item.asks ? 'asked' : 'answered'] };
    case 'bot':
      return { who: 'Cầu Nối', says: 'tự trả lời', icon: 'reply' };
    case 'event':
      return { who: names.who(item.by), ...EVENT_WORDS[item.what] };
  }
}

function Words({ item, shown }: { item: StoryItem; shown: StoryProps['shown'] }) {
  switch (item.is) {
    case 'worker':
      return <Bubble by="person" text={shown(item.text) || WORDLESS[item.kind] || '(không có chữ)'} />;
    case 'officer':
      return (
        <>
          <Bubble by="officer" text={shown(item.text)} />
          <Delivery delivery={item.delivery} />
        </>
      );
    case 'bot':
      return (
        <>
          <Bubble by="bot" text={shown(item.text)} />
          <Delivery delivery={item.delivery} />
        </>
      );
    case 'event':
      return item.what === 'noted' ? (
        <Note>
          <Lines text={shown(item.why)} />
        </Note>
      ) : (
        <Reason item={item} shown={shown} />
      );
  }
}

/** Why somebody did it. It is internal like a note: the worker is told what was done, never why. */
function Reason({ item, shown }: { item: StoryItem & { is: 'event' }; shown: StoryProps['shown'] }) {
  if (item.why === '' || (item.what !== 'extended' && item.what !== 'transferred')) return null;
  return <p>Lý do: {shown(item.why)}</p>;
}

const Lines = ({ text }: { text: string }) => (
  <>
    {text.split(/\n+/).map((line, n) => (
      <p key={n}>{line}</p>
    ))}
  </>
);

function Delivery({ delivery }: { delivery: StoryDelivery }) {
  const { says, kind, icon, hasTime } = deliveryWords(delivery);
  return (
    <p class={`small ${kind}`}>
      <Icon name={icon} /> {says} {hasTime && delivery.at && <When at={delivery.at} withDay />}
    </p>
  );
}
