import { describeMoves } from './store/case-moves.ts';
import { describeCases } from './store/cases.ts';
import { describeExchangeModel } from './store/exchange-model.ts';
import { describeInbox, describeLog, describeOutbox } from './store/exchange-reads.ts';
import { type Engine, shareHouse } from './store/house.ts';
import { describeLaws } from './store/laws.ts';
import { describeOpening } from './store/opening.ts';
import { describePeople } from './store/people.ts';
import { describeReceive } from './store/receive.ts';
import { describeSearch, describeSearchUpgrade } from './store/search.ts';
import { describeSmallNouns } from './store/small-nouns.ts';
import { describeStaff } from './store/staff.ts';
import { describeChange, describeTurns } from './store/turns.ts';
import { describeUnion } from './store/union.ts';
import { describeWishes } from './store/wishes.ts';

/** What every store promises, whatever its engine. */
export function describeStore(name: string, engine: Engine): void {
  describe(`a store on ${name}`, () => {
    describeOpening(engine);
    describeSearchUpgrade(engine);
    const shared = shareHouse(engine);
    const parts = [
      describeReceive,
      describeTurns,
      describeChange,
      describeInbox,
      describeOutbox,
      describeLog,
      describeSearch,
      describeExchangeModel,
      describePeople,
      describeCases,
      describeMoves,
      describeUnion,
      describeLaws,
      describeSmallNouns,
      describeWishes,
      describeStaff,
    ];
    for (const describePart of parts) describePart(shared);
  });
}
