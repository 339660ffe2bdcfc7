import { parentPort, workerData } from "node:worker_threads";

/** What readInThread gives a thread. */
export interface ThreadData {
  readonly bytes: Uint8Array;
  /** One shared number, set to 1 by the thread once it runs: a message could arrive after the thread's own crash. */
  readonly started: Int32Array;
}

/** What a thread says to readInThread. */
export interface ThreadMessage<Answer> {
  readonly answer: Answer;
}

/** The whole work of a thread: reads the bytes it was given and answers. */
export async function answerWith<Answer>(read: (bytes: Uint8Array) => Promise<Answer>): Promise<void> {
  const { bytes, started } = workerData as ThreadData;
  Atomics.store(started, 0, 1);
  const message: ThreadMessage<Answer> = { answer: await read(bytes) };
  parentPort?.postMessage(message, []);
}
