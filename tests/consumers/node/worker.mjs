import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import process from 'node:process';
import * as api from 'acs-credentials';
import { program } from '../program.mjs';

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: process.env.SANDBOX });
  worker.on('message', console.log);
} else {
  parentPort.postMessage(await program(api, workerData));
}
