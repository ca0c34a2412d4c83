import { open } from '../../db/open.ts';
import { delivery, intake } from './rows.ts';

// Commits without end, eight at a time, and prints each id after its change was acknowledged.
const [url = '', run = ''] = process.argv.slice(2);
const store = await open({ url });
let n = 0;

const commitForEver = async (): Promise<never> => {
  for (;;) {
    const id = `dec_${run}_${n++}`;
    const result = await store.commit([...intake(id), { insert: 'deliveries', row: delivery(id, 1) }]);
    if (!result.ok) throw new Error(`refused ${id}: ${result.because}`);
    process.stdout.write(`${id}\n`);
  }
};
await Promise.all(Array.from({ length: 8 }, commitForEver));
