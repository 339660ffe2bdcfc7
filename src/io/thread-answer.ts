import { parentPort, workerData } from "node:worker_threads";

/** What a thread says to readInThread. */
export type ThreadMessage<Answer> = "started" | { readonly answer: Answer };

/** The whole work of a thread: reads the bytes it was given and answers. */
export async function answerWith<Answer>(read: (bytes: Uint8Array) => Promise<Answer>): Promise<void> {
  const send = (message: ThreadMessage<Answer>) => parentPort?.postMessage(message, []);
  send("started");
  send({ answer: await read(workerData as Uint8Array) });
}
