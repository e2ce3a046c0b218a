import { describeExchangeModel } from './store/exchange-model.ts';
import { describeInbox, describeLog, describeOutbox } from './store/exchange-reads.ts';
import { describeChange, describeReceive, describeTurns } from './store/exchange-writes.ts';
import { type Engine, shareHouse } from './store/house.ts';
import { describeOpening } from './store/opening.ts';
import { describeCases, describePeople } from './store/people-and-cases.ts';
import { describeSmallNouns, describeUnion } from './store/small-nouns.ts';

/** What every store promises, whatever its engine. */
export function describeStore(name: string, engine: Engine): void {
  describe(`a store on ${name}`, () => {
    describeOpening(engine);
    const shared = shareHouse(engine);
    const parts = [
      describeReceive,
      describeTurns,
      describeChange,
      describeInbox,
      describeOutbox,
      describeLog,
      describeExchangeModel,
      describePeople,
      describeCases,
      describeUnion,
      describeSmallNouns,
    ];
    for (const describePart of parts) describePart(shared);
  });
}
