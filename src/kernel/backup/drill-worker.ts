import { parentPort, workerData } from 'node:worker_threads';
import { restoreAndCompare, type DrillOrder } from './drill.ts';

// A thread of its own: the embedded engine of the drill then neither holds up the pages nor keeps its memory.
const { config, file } = workerData as DrillOrder;
parentPort!.postMessage(await restoreAndCompare(config, file));
