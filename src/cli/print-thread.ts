import { loadKind } from "../io/load-kind.ts";
import { BrokenMaterial } from "../io/material-findings.ts";
import { Workspaces } from "../io/open-workspace.ts";
import { jobOfThread, sayFromThread } from "../io/threads.ts";
import { UsageError } from "./exit.ts";
import { printAgreement, type PrintJob } from "./print-agreement.ts";
import { plainFailure, workOff, type JobList, type PrintMessage } from "./print-jobs.ts";

const list = jobOfThread<JobList>();
const workspaces = new Workspaces(list.cwd);
const say = (message: PrintMessage) => sayFromThread(message);

async function* print(job: PrintJob): AsyncGenerator<Uint8Array> {
  yield* printAgreement(job, await materialOf(job), list.choice);
}

/** The thread reads templates and settings itself: they must still be those the agreement was checked with. */
async function materialOf({ file, art, material: [templates, style] }: PrintJob) {
  const workspace = await workspaces.of(file);
  const kind = await loadKind(art, workspace.material).then(
    (loaded) => loaded.kind,
    (error: unknown) => {
      if (error instanceof BrokenMaterial) return undefined;
      throw error;
    },
  );
  const isSame = kind?.fingerprint === templates && workspace.houseStyle.fingerprint === style;
  if (kind && isSame && workspace.broken === undefined) return { kind, workspace };
  throw new UsageError(
    "Vorlagen oder Einstellungen wurden inzwischen geändert; es wurde nichts geschrieben.",
    "Rufen Sie kv noch einmal auf.",
  );
}

await workOff(
  list,
  print,
  (job, output, bytes) => say({ job, output, bytes }),
  (job, error) => say({ job, failure: plainFailure(error) }),
);
