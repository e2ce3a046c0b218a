import { describeExchange } from '../../../exchanges/describe.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { FAULTS } from '../../addresses.ts';
import { Blank } from '../../parts/blank.tsx';
import { Head } from '../../parts/head.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Pager } from '../../parts/pager.tsx';
import { FaultItem } from './fault.tsx';

const ALONE = { previous: null, next: null };
export const faultOf = (one: Exchange) => <FaultItem key={one.key} view={describeExchange(one, ALONE)} />;

type FaultListProps = {
  shown: readonly Exchange[];
  older: string | null;
  isFirst: boolean;
  /** The page's own stream. */
  live: string | undefined;
};

/** What did not arrive and what was not understood, newest first. */
export const FaultList = ({ shown, older, isFirst, live }: FaultListProps) => (
  <div class="stack" data-live={live}>
    <Head
      title="Tin lỗi"
      says="Những gì chưa tới người nhận, chưa rõ đã tới chưa, hoặc trợ lý không xử lý được. Không tin nào bị mất."
    />
    <output>
      <NewFaults count={0} />
    </output>
    {shown.length === 0 && (
      <Blank state="done" title={isFirst ? 'Không có tin lỗi nào' : 'Không còn tin lỗi cũ hơn'}>
        <p>Mọi lời trả lời đã tới kênh. Có lỗi mới thì số ở thanh bên tăng lên và tin hiện ở đây.</p>
      </Blank>
    )}
    <ul class="faults">{shown.map(faultOf)}</ul>
    <Pager newer={isFirst ? null : FAULTS} older={older} />
  </div>
);

/** Those that came since wait here. */
export const NewFaults = ({ count }: { count: number }) => (
  <span id="new-rows">
    {count > 0 && (
      <a class="chip" href={FAULTS}>
        <Icon name="retry" /> {count} tin lỗi mới
      </a>
    )}
  </span>
);
