import { strict as assert } from 'node:assert';
import { readTraffic } from '../../../src/warm/plan/traffic.js';
import { mutated } from '../inputs/mutate.js';
import { checkRefusal } from '../refusal.js';
import type { Target } from '../target.js';

const wholes = [
  'batch,sequence,count,seconds,peak_bytes\n1,128,40,0.8,1000\n4,512,3,1.5,\n8,16,1,,\n',
  '{"batch":1,"sequence":128,"seconds":0.8}\n{"batch":2,"sequence":64}\n{"__proto__":{"batch":1},"sequence":3}\n',
  '10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET /predict?batch=4&sequence=128 HTTP/1.1" 200 12 "-" "-" batch=4 sequence=128\n',
  '{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"1","endTimeUnixNano":"900000001","attributes":[{"key":"batch","value":{"intValue":"4"}}]}]}]}]}\n',
];

/** Requests with shapes, in any of the forms that a plan is made from. */
export const trafficTarget: Target = {
  name: 'traffic',
  holds: 'Traffic as CSV, JSON, access log or spans gives whole sizes of one or more and times of zero or more, or is refused by a sentence.',
  share: 20,
  trial: (chance) => {
    const text = mutated(chance.pick(wholes), chance, 4);
    return {
      input: text,
      check: async () => {
        const lines = (async function* () {
          yield* text.split('\n');
        })();
        try {
          for await (const { shape, count, seconds } of readTraffic('traffic.csv', lines)) {
            for (const size of Object.values(shape)) assert.ok(Number.isInteger(size) && size >= 1, `size ${size}`);
            assert.ok(Number.isFinite(count) && count >= 0, `count ${count}`);
            assert.ok(seconds === null || (Number.isFinite(seconds) && seconds >= 0), `${seconds} s`);
          }
        } catch (error) {
          checkRefusal(error, 'traffic.csv');
        }
      },
    };
  },
};
