import { lockFolder } from '../lock.ts';

// A process that holds a data folder until it is killed: `node hold-folder.ts FOLDER URL`.
const [folder, url] = process.argv.slice(2);
lockFolder(folder!, url!);
process.stdout.write('held\n');
setInterval(() => {}, 60_000);
