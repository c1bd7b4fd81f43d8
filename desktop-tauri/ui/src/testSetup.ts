import { loadWords } from './lib/words';
import { setFormat } from './lib/format';

setFormat('en-GB', 'UTC');
await loadWords('en');
